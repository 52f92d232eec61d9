package io.meshee.core.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The methods of an interface that become messages, for typed proxies. Immutable.
 *
 * <p>All of them do, default methods too: they run in the process, as the business methods of a session bean do, so that
 * what they call happens in one message. The methods of {@code Object} do not.
 */
public final class Contract {

    /**
     * A method of a contract.
     *
     * @param signature what the message names: that of the method's erased declaration
     * @param asynchronous whether it returns a {@link java.util.concurrent.CompletionStage}
     * @param parameterTypes with type variables resolved
     * @param replyType a stage's argument, boxed, type variables resolved; {@code Void.class} for void
     * @param declaredExceptions the classes in its throws clause
     */
    public record Operation(
            Method method,
            String signature,
            boolean asynchronous,
            List<Type> parameterTypes,
            Type replyType,
            List<Class<?>> declaredExceptions) {

        /** Whether the exception is in the throws clause, so that a caller expects it as itself. */
        public boolean isDeclared(Throwable thrown) {
            return ApplicationExceptions.isDeclared(thrown, declaredExceptions);
        }
    }

    private final Class<?> type;
    private final Map<Method, Operation> operations = new HashMap<>();

    private Contract(Class<?> type) {
        this.type = type;
        TypeBindings bindings = TypeBindings.of(type);
        for (Method method : type.getMethods()) {
            if (isMessage(method)) {
                operations.put(method, read(method, bindings));
            }
        }
    }

    /**
     * Reads an interface. Dear enough to keep the result.
     *
     * @throws IllegalArgumentException if it is no interface
     */
    public static Contract of(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation()) {
            throw new IllegalArgumentException(type.getName() + " is no interface");
        }
        return new Contract(type);
    }

    /** The interface. */
    public Class<?> type() {
        return type;
    }

    /** The operation of a method that a proxy was called by; {@code null} for a method of {@code Object}. */
    public Operation operation(Method method) {
        return operations.get(method);
    }

    /** Every operation. */
    public Collection<Operation> operations() {
        return operations.values();
    }

    /** Whether a declaration of a contract becomes a message. */
    static boolean isMessage(Method method) {
        return method.getDeclaringClass().isInterface()
                && !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && !Signatures.isObjectMethod(method);
    }

    private static Operation read(Method method, TypeBindings bindings) {
        return new Operation(
                method,
                Signatures.of(method),
                Types.isStage(method.getReturnType()),
                Arrays.stream(method.getGenericParameterTypes())
                        .map(bindings::resolve)
                        .toList(),
                Types.reply(method.getGenericReturnType(), bindings),
                List.of(method.getExceptionTypes()));
    }
}
