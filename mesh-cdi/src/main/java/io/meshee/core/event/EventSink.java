package io.meshee.core.event;

/** Takes events to their observers. */
public interface EventSink {

    /** Nobody observes anything. */
    EventSink NONE = new EventSink() {
        @Override
        public boolean observes(Class<?> kind) {
            return false;
        }

        @Override
        public void deliver(Object event) {
            throw new IllegalStateException("nobody observes " + event);
        }
    };

    /** Whether somebody observes events of that class. Asked once, when the node is made. */
    boolean observes(Class<?> kind);

    /**
     * Tells an event's observers, and returns when all have been told. What they throw ends here. Events of one class come
     * one after the other.
     */
    void deliver(Object event);
}
