package io.meshee.core.handler;

import io.meshee.core.state.StateShape;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything the core needs to run processes of one class.
 *
 * @param type the type name that callers use
 * @param capabilities what it serves, at least one
 * @param beanClass the class as written
 * @param pooled whether any instance of the container's pool takes a message (a stateless session bean), so that an id
 *     has no instance of its own
 * @param poolSize how many messages of a pooled class are handled at once, as far as it says so itself
 * @param handlers its handlers
 * @param lifecycle its activation and passivation methods
 * @param state what of an instance is saved
 * @param instances makes its instances
 * @param callerSafe whether its handlers may run on a caller's thread without seeing the caller's contexts
 */
public record ProcessClass(
        String type,
        SortedSet<String> capabilities,
        Class<?> beanClass,
        boolean pooled,
        OptionalInt poolSize,
        HandlerTable handlers,
        Lifecycle lifecycle,
        StateShape state,
        InstanceFactory instances,
        boolean callerSafe) {

    /** Copies the capabilities. */
    public ProcessClass {
        capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
    }
}
