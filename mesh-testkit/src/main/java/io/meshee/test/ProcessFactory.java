package io.meshee.test;

/** Makes the instances of a process class where the kit is not to inject it: by its constructor, or from a container. */
@FunctionalInterface
public interface ProcessFactory<T> {

    /**
     * Makes an instance for an activation on that node.
     *
     * @throws Exception what keeps it from being made; callers of the process get an {@code ActivationException}
     */
    T create(KitNode node) throws Exception;
}
