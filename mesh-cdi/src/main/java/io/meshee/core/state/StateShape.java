package io.meshee.core.state;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;

/** What of an instance is its state, and how it is taken out and put back. */
public interface StateShape {

    /** Nothing is saved. */
    StateShape NONE = new StateShape() {
        @Override
        public boolean isPresent() {
            return false;
        }

        @Override
        public Object take(Object target) {
            return null;
        }

        @Override
        public void give(Object target, Object state) {
            throw new IllegalStateException("a class without state is given none");
        }

        @Override
        public Collection<Type> types() {
            return List.of();
        }
    };

    /** Whether there is any. */
    boolean isPresent();

    /** The state of the instance, in a form that the codec writes. */
    Object take(Object target) throws Throwable;

    /**
     * Puts a state into a fresh instance.
     *
     * @throws IllegalArgumentException if it is not of this shape; the message says why
     */
    void give(Object target, Object state) throws Throwable;

    /** The types that may be in it. */
    Collection<Type> types();
}
