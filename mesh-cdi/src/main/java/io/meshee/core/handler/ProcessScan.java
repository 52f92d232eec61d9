package io.meshee.core.handler;

import io.meshee.core.state.StateScan;
import io.meshee.core.state.StateShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * What the methods and annotations of a process class say, and every rule that they break.
 *
 * @param type the type name
 * @param statedCapabilities the capabilities that {@code @ProcessType} on the class or its contracts ties callers to
 * @param handlers to be used only if nothing was found
 * @param lifecycle to be used only if nothing was found
 * @param state to be used only if nothing was found
 * @param findings what is wrong, in a stable order
 */
public record ProcessScan(
        String type,
        SortedSet<String> statedCapabilities,
        HandlerTable handlers,
        Lifecycle lifecycle,
        StateShape state,
        List<Finding> findings) {

    /** Scans a class whose instances are called directly. */
    public static ProcessScan of(Class<?> processClass) {
        return scan(processClass, null);
    }

    /**
     * Scans a class whose instances are called through a reference.
     *
     * @param view the types that the reference has
     */
    public static ProcessScan of(Class<?> processClass, Set<Class<?>> view) {
        return scan(processClass, view);
    }

    /** Whether the class has a method annotated {@code @Activate} or {@code @Passivate}. */
    public boolean hasLifecycle() {
        return lifecycle.activates() || lifecycle.passivates();
    }

    private static ProcessScan scan(Class<?> processClass, Set<Class<?>> view) {
        List<Finding> findings = new ArrayList<>();
        List<Operation> operations = Hierarchy.operationsOf(processClass);
        List<Handler> handlers = new HandlerScan(processClass, view, findings).scan(operations);
        Lifecycle lifecycle = LifecycleScan.scan(operations, findings);
        StateScan state = StateScan.of(processClass);
        state.problems().forEach(problem -> findings.add(new Finding(Rule.STATE_FITS, problem)));
        checkDurable(state, handlers, findings);
        Naming.check(processClass, findings);
        return new ProcessScan(
                Naming.typeName(processClass),
                Naming.statedCapabilities(processClass),
                new HandlerTable(handlers),
                lifecycle,
                state.shape(),
                List.copyOf(findings));
    }

    private static void checkDurable(StateScan state, List<Handler> handlers, List<Finding> findings) {
        if (state.problems().isEmpty() && !state.shape().isPresent()) {
            handlers.stream()
                    .filter(Handler::durable)
                    .forEach(handler -> findings.add(new Finding(Rule.DURABLE_NEEDS_STATE, handler.describe())));
        }
    }
}
