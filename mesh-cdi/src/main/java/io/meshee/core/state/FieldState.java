package io.meshee.core.state;

import io.meshee.api.State;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** State in the fields annotated {@link State}, stored as names and values in turn. */
final class FieldState implements StateShape {

    private record Slot(String name, Field field, VarHandle handle) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    FieldState(List<Field> fields) {
        for (Field field : fields) {
            slots.put(field.getName(), new Slot(field.getName(), field, handle(field)));
        }
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public Object take(Object target) {
        Object[] state = new Object[2 * slots.size()];
        int place = 0;
        for (Slot slot : slots.values()) {
            state[place++] = slot.name();
            state[place++] = slot.handle().get(target);
        }
        return state;
    }

    @Override
    public void give(Object target, Object state) {
        if (!(state instanceof Object[] parts)) {
            throw new IllegalArgumentException("it is a snapshot of "
                    + (state == null ? "nothing" : state.getClass().getName()) + ", but the class has @State fields");
        }
        for (int place = 0; place + 1 < parts.length; place += 2) {
            Slot slot = slots.get(String.valueOf(parts[place]));
            if (slot != null) {
                set(target, slot, parts[place + 1]);
            }
        }
    }

    @Override
    public Collection<Type> types() {
        List<Type> types = new ArrayList<>();
        slots.values().forEach(slot -> types.add(slot.field().getGenericType()));
        return types;
    }

    private static void set(Object target, Slot slot, Object value) {
        try {
            slot.handle().set(target, value);
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "field " + slot.name() + " is of " + slot.field().getType().getName() + ", but what was saved is "
                            + (value == null ? "null" : "of " + value.getClass().getName()),
                    e);
        }
    }

    private static VarHandle handle(Field field) {
        try {
            return MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
                    .unreflectVarHandle(field);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot reach " + field, e);
        }
    }
}
