package io.meshee.core.handler;

import io.meshee.api.Durable;
import io.meshee.api.Handle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the handlers of a process class and checks each of them; {@link HandlerConflicts} checks them together. */
final class HandlerScan {

    private final Set<Class<?>> contracts = new HashSet<>();
    private final boolean durableClass;
    private final Set<Class<?>> view;
    private final List<Finding> findings;

    /** Takes the types that instances are called through, or {@code null} if they are called directly. */
    HandlerScan(Class<?> processClass, Set<Class<?>> view, List<Finding> findings) {
        Naming.contractsOf(processClass).forEach(contract -> contracts.addAll(Hierarchy.interfacesOf(contract)));
        this.durableClass = processClass.isAnnotationPresent(Durable.class);
        this.view = view;
        this.findings = findings;
    }

    List<Handler> scan(List<Operation> operations) {
        List<Operation> candidates = operations.stream().filter(this::isHandler).toList();
        if (candidates.isEmpty()) {
            findings.add(new Finding(Rule.HAS_A_HANDLER, ""));
        }
        List<Handler> handlers =
                candidates.stream().map(this::read).flatMap(Optional::stream).toList();
        findings.addAll(HandlerConflicts.among(handlers));
        return handlers;
    }

    private boolean isHandler(Operation operation) {
        return operation.annotation(Handle.class).isPresent()
                || !contractMethods(operation).isEmpty();
    }

    private List<Method> contractMethods(Operation operation) {
        return operation.declaredBy(contracts).stream()
                .filter(Contract::isMessage)
                .toList();
    }

    private Optional<Handler> read(Operation operation) {
        Optional<Method> callable = callable(operation);
        if (callable.isEmpty()) {
            return Optional.empty();
        }
        List<Method> inContracts = contractMethods(operation);
        if (operation.parameterTypes().size() > 1 && inContracts.isEmpty()) {
            findings.add(new Finding(Rule.SEVERAL_PARAMETERS_NEED_A_CONTRACT, operation.describe()));
        }
        Handler handler = new Handler(operation, callable.get(), inContracts, view != null, isDurable(operation));
        checkTypes(handler);
        return Optional.of(handler);
    }

    private boolean isDurable(Operation operation) {
        return durableClass || operation.annotation(Durable.class).isPresent();
    }

    private Optional<Method> callable(Operation operation) {
        Method implementation = operation.implementation();
        if (Modifier.isStatic(implementation.getModifiers()) || Modifier.isPrivate(implementation.getModifiers())) {
            findings.add(new Finding(Rule.HANDLER_IS_CALLABLE, operation.describe()));
            return Optional.empty();
        }
        if (view == null) {
            return Optional.of(implementation);
        }
        Optional<Method> seen = operation.seenThrough(view);
        if (seen.isEmpty()) {
            findings.add(new Finding(Rule.HANDLER_IS_IN_LOCAL_VIEW, operation.describe()));
        }
        return seen;
    }

    private void checkTypes(Handler handler) {
        Set<String> payloads = handler.parameterTypes().stream()
                .map(EncodableTypes::unencodableIn)
                .flatMap(Optional::stream)
                .map(Class::getTypeName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        payloads.forEach(
                type -> findings.add(new Finding(Rule.PAYLOAD_IS_ENCODABLE, handler.describe() + " takes " + type)));
        EncodableTypes.unencodableIn(handler.replyType())
                .ifPresent(type -> findings.add(new Finding(
                        Rule.REPLY_IS_ENCODABLE, handler.describe() + " replies with " + type.getTypeName())));
    }
}
