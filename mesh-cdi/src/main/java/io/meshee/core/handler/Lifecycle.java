package io.meshee.core.handler;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The activation and passivation methods of a process class; either may be missing. Immutable. */
public final class Lifecycle {

    private final LifecycleMethod activate;
    private final LifecycleMethod passivate;

    Lifecycle(LifecycleMethod activate, LifecycleMethod passivate) {
        this.activate = activate;
        this.passivate = passivate;
    }

    /**
     * Runs the {@code @Activate} method, if there is one.
     *
     * @param initArg the request's activation argument; the method sees {@code null} if it has another type
     * @throws Throwable what the method threw, as it was thrown
     */
    public void activate(Object target, ProcessContext self, Object initArg) throws Throwable {
        if (activate != null) {
            activate.run(target, self, initArg);
        }
    }

    /** The type of the activation argument that the {@code @Activate} method takes; empty if it takes none. */
    public Optional<Class<?>> initArgType() {
        return activate instanceof Bound bound && bound.free() >= 0 ? Optional.of(bound.freeType()) : Optional.empty();
    }

    /** Whether there is an {@code @Activate} method. */
    public boolean activates() {
        return activate != null;
    }

    /** Whether there is a {@code @Passivate} method. */
    public boolean passivates() {
        return passivate != null;
    }

    /**
     * Runs the {@code @Passivate} method, if there is one.
     *
     * @throws Throwable what the method threw, as it was thrown
     */
    public void passivate(Object target, PassivationReason reason) throws Throwable {
        if (passivate != null) {
            passivate.run(target, reason, null);
        }
    }

    /** A lifecycle method. */
    interface LifecycleMethod {

        void run(Object target, Object first, Object second) throws Throwable;
    }

    /**
     * A method that may take a thing of Mesh's own, an argument of the caller's, both or neither.
     *
     * @param fixed the place of Mesh's own among the parameters, or -1
     * @param free the place of the caller's argument, or -1
     * @param freeType what the caller's argument must be to be passed
     */
    record Bound(MethodHandle invoker, int parameters, int fixed, int free, Class<?> freeType)
            implements LifecycleMethod {

        @Override
        public void run(Object target, Object own, Object argument) throws Throwable {
            Object[] arguments = new Object[parameters];
            if (fixed >= 0) {
                arguments[fixed] = own;
            }
            if (free >= 0 && freeType.isInstance(argument)) {
                arguments[free] = argument;
            }
            Object payload = parameters == 1 ? arguments[0] : arguments;
            Object ignored = invoker.invokeExact(target, payload);
        }
    }
}
