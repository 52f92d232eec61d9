package io.meshee.core.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** State in a snapshot, which one method gives and others, one for each class of snapshot, take back. */
final class SnapshotState implements StateShape {

    private final Method save;
    private final MethodHandle taker;
    private final Map<Class<?>, MethodHandle> givers = new LinkedHashMap<>();

    SnapshotState(Method save, List<Method> restore) {
        this.save = save;
        this.taker = reach(save).asType(MethodType.methodType(Object.class, Object.class));
        for (Method method : restore) {
            givers.put(
                    MethodType.methodType(method.getParameterTypes()[0]).wrap().returnType(),
                    reach(method).asType(MethodType.methodType(void.class, Object.class, Object.class)));
        }
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public Object take(Object target) throws Throwable {
        return taker.invokeExact(target);
    }

    @Override
    public void give(Object target, Object state) throws Throwable {
        MethodHandle exact = state == null ? null : givers.get(state.getClass());
        if (exact == null) {
            exact = givers.entrySet().stream()
                    .filter(giver -> giver.getKey().isInstance(state))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no @RestoreState method takes "
                            + (state == null ? "null" : "a " + state.getClass().getName())));
        }
        exact.invokeExact(target, state);
    }

    @Override
    public Collection<Type> types() {
        List<Type> types = new ArrayList<>(givers.keySet());
        types.add(save.getGenericReturnType());
        return types;
    }

    private static MethodHandle reach(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot reach " + method, e);
        }
    }
}
