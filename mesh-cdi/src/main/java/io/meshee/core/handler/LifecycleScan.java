package io.meshee.core.handler;

import io.meshee.api.Activate;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the lifecycle methods of a process class and checks them. */
final class LifecycleScan {

    private final List<Operation> operations;
    private final List<Finding> findings;

    private LifecycleScan(List<Operation> operations, List<Finding> findings) {
        this.operations = operations;
        this.findings = findings;
    }

    /** Adds what is wrong to the findings. */
    static Lifecycle scan(List<Operation> operations, List<Finding> findings) {
        LifecycleScan scan = new LifecycleScan(operations, findings);
        return new Lifecycle(scan.activate(), scan.passivate());
    }

    private Lifecycle.LifecycleMethod activate() {
        Operation operation = only(Activate.class, Rule.ONE_ACTIVATE_METHOD);
        return operation == null
                ? null
                : bind(operation, ProcessContext.class, Object.class, Rule.ACTIVATE_METHOD_FITS);
    }

    private Lifecycle.LifecycleMethod passivate() {
        Operation operation = only(Passivate.class, Rule.ONE_PASSIVATE_METHOD);
        return operation == null
                ? null
                : bind(operation, PassivationReason.class, void.class, Rule.PASSIVATE_METHOD_FITS);
    }

    private Operation only(Class<? extends Annotation> annotation, Rule rule) {
        List<Operation> found = operations.stream()
                .filter(operation -> operation.annotation(annotation).isPresent())
                .toList();
        if (found.size() > 1) {
            findings.add(
                    new Finding(rule, found.stream().map(Operation::describe).collect(Collectors.joining(" and "))));
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private Lifecycle.LifecycleMethod bind(Operation operation, Class<?> own, Class<?> argument, Rule rule) {
        Method method = operation.implementation();
        List<Class<?>> parameters =
                operation.parameterTypes().stream().<Class<?>>map(Types::erase).toList();
        int fixed = parameters.indexOf(own);
        int free = freePlace(parameters, fixed);
        boolean fits = !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == void.class
                && parameters.size() == (fixed < 0 ? 0 : 1) + (free < 0 ? 0 : 1)
                && (free < 0 || takes(parameters.get(free), own, argument));
        if (!fits) {
            findings.add(new Finding(rule, operation.describe()));
            return null;
        }
        Class<?> freeType = free < 0 ? argument : parameters.get(free);
        return new Lifecycle.Bound(Invoker.of(method), parameters.size(), fixed, free, freeType);
    }

    private static int freePlace(List<Class<?>> parameters, int fixed) {
        for (int place = 0; place < parameters.size(); place++) {
            if (place != fixed) {
                return place;
            }
        }
        return -1;
    }

    /** A primitive cannot be null, and a second one of Mesh's own would be taken for the caller's argument. */
    private static boolean takes(Class<?> parameter, Class<?> own, Class<?> argument) {
        return argument != void.class && !parameter.isPrimitive() && parameter != own;
    }
}
