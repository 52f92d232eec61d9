package io.meshee.core.handler;

import io.meshee.api.Execution;
import io.meshee.api.Handle;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One handler method of a process class. Immutable but for what is known of its speed. */
public final class Handler {

    private final HandlerSpeed speed = new HandlerSpeed();
    private final MethodHandle invoker;
    private final boolean throughReference;
    private final String signature;
    private final Set<String> contractSignatures;
    private final boolean annotated;
    private final Execution execution;
    private final boolean asynchronous;
    private final boolean durable;
    private final boolean reentrant;
    private final List<Type> parameterTypes;
    private final Class<?>[] erasedParameters;
    private final Type replyType;
    private final List<Class<?>> declaredExceptions;

    /**
     * Reads a handler.
     *
     * @param callable the declaration of the operation to call
     * @param inContracts the operation's declarations in contracts
     * @param durable whether the state is saved after it, before its reply leaves
     * @param throughReference whether targets are references of a container and not the instances themselves
     */
    Handler(Operation operation, Method callable, List<Method> inContracts, boolean throughReference, boolean durable) {
        this.durable = durable;
        Method implementation = operation.implementation();
        this.invoker = Invoker.of(callable);
        this.throughReference = throughReference;
        this.signature = Signatures.of(implementation);
        this.contractSignatures = inContracts.stream().map(Signatures::of).collect(Collectors.toUnmodifiableSet());
        this.annotated = operation.annotation(Handle.class).isPresent();
        this.execution =
                operation.annotation(Handle.class).map(Handle::execution).orElse(Execution.AUTO);
        this.reentrant =
                operation.annotation(Handle.class).map(Handle::reentrant).orElse(false);
        this.asynchronous = Types.isStage(implementation.getReturnType());
        this.parameterTypes = operation.parameterTypes();
        this.erasedParameters =
                parameterTypes.stream().map(Types::erase).map(Types::boxed).toArray(Class<?>[]::new);
        this.replyType = Types.reply(implementation.getGenericReturnType(), operation.bindings());
        this.declaredExceptions = declaredExceptions(implementation, inContracts);
    }

    private static List<Class<?>> declaredExceptions(Method implementation, List<Method> inContracts) {
        Set<Class<?>> declared = new LinkedHashSet<>(List.of(implementation.getExceptionTypes()));
        inContracts.forEach(method -> declared.addAll(List.of(method.getExceptionTypes())));
        return List.copyOf(declared);
    }

    /**
     * The method's name and the erased types of its parameters as declared: {@code move(io.meshee.sample.Move)}. A
     * handler of a generic contract answers to the contract's signature too.
     */
    public String signature() {
        return signature;
    }

    /** How fast it has been. */
    public HandlerSpeed speed() {
        return speed;
    }

    /** Which thread runs it. */
    public Execution execution() {
        return execution;
    }

    /** Whether the state is saved after it, before its reply leaves. */
    public boolean durable() {
        return durable;
    }

    /** Whether a message may run inside the one of the same process that waits for it. */
    public boolean reentrant() {
        return reentrant;
    }

    /** Whether its declared return type is a {@link java.util.concurrent.CompletionStage}. */
    public boolean asynchronous() {
        return asynchronous;
    }

    /**
     * Runs the handler.
     *
     * @param target an instance of the process class, or of the view it is called through
     * @param payload ignored by a handler without parameters; an {@code Object[]} for one with several
     * @return what the method returned; {@code null} if it is void
     * @throws Throwable what the method threw, as it was thrown, without the {@code EJBException} that a container puts
     *     around it; {@link ClassCastException} or
     *     {@link NullPointerException} for a payload that it does not {@link #accepts accept}
     */
    public Object invoke(Object target, Object payload) throws Throwable {
        if (throughReference) {
            return invokeThroughReference(target, payload);
        }
        return invoker.invokeExact(target, payload);
    }

    private Object invokeThroughReference(Object target, Object payload) throws Throwable {
        try {
            return invoker.invokeExact(target, payload);
        } catch (RuntimeException thrown) {
            throw ApplicationExceptions.unwrapped(thrown);
        }
    }

    /** Whether {@link #invoke} takes the payload: its type fits, and it is not {@code null} for a primitive. */
    public boolean accepts(Object payload) {
        return switch (erasedParameters.length) {
            case 0 -> true;
            case 1 -> fits(0, payload);
            default -> payload instanceof Object[] arguments && fitAll(arguments);
        };
    }

    private boolean fitAll(Object[] arguments) {
        if (arguments.length != erasedParameters.length) {
            return false;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!fits(i, arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int place, Object argument) {
        return argument == null
                ? !(parameterTypes.get(place) instanceof Class<?> type && type.isPrimitive())
                : erasedParameters[place].isInstance(argument);
    }

    /**
     * Whether the exception is the application's answer and no failure: a checked one, one whose class is marked
     * {@code @ApplicationException}, or one that the method declares. The instance is kept after it.
     */
    public boolean isApplicationException(Throwable thrown) {
        return ApplicationExceptions.isOne(thrown) || isDeclared(thrown);
    }

    /**
     * Whether the exception is in the throws clause of the method or of its contract method. An unchecked one counts
     * only where an unchecked class is declared.
     */
    public boolean isDeclared(Throwable thrown) {
        return ApplicationExceptions.isDeclared(thrown, declaredExceptions);
    }

    /** The classes in the throws clauses of the method and of its contract methods. */
    public List<Class<?>> declaredExceptions() {
        return declaredExceptions;
    }

    /** The only parameter's type, with type variables resolved; {@code null} if there is none or several. */
    public Type payloadType() {
        return parameterTypes.size() == 1 ? parameterTypes.get(0) : null;
    }

    /** The parameters' types, with type variables resolved. */
    public List<Type> parameterTypes() {
        return parameterTypes;
    }

    /** What it replies with: a stage's argument, boxed, type variables resolved; {@code Void.class} for void. */
    public Type replyType() {
        return replyType;
    }

    @Override
    public String toString() {
        return signature;
    }

    boolean isInContract() {
        return !contractSignatures.isEmpty();
    }

    boolean isFoundByPayload() {
        return annotated && erasedParameters.length <= 1;
    }

    /** The boxed class that payloads are matched with; {@code void} for a handler without parameters. */
    Class<?> payloadClass() {
        return erasedParameters.length == 0 ? void.class : erasedParameters[0];
    }

    Collection<String> signatures() {
        Set<String> all = new LinkedHashSet<>(contractSignatures);
        all.add(signature);
        return all;
    }

    String describe() {
        return Signatures.of(
                signature.substring(0, signature.indexOf('(')),
                parameterTypes.stream().map(Types::erase).toArray(Class<?>[]::new));
    }
}
