package io.meshee.core.handler;

/** Makes the objects that handlers run on. Safe for any number of threads. */
@FunctionalInterface
public interface InstanceFactory {

    /**
     * Makes one.
     *
     * @throws Exception what its constructor or its container threw
     */
    Instance create() throws Exception;

    /** An object to run handlers on, and the way to be rid of it. */
    interface Instance {

        /** The object. */
        Object target();

        /** Ends its life and that of what was made for it. To be called once. */
        void destroy();
    }
}
