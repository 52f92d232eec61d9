package io.meshee.testkit;

import io.meshee.core.event.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event that it is told of. */
public final class RecordedEvents implements EventSink {

    private final List<Object> all = new CopyOnWriteArrayList<>();

    /** Those of one class, in the order in which they came. */
    public <E> List<E> of(Class<E> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public boolean observes(Class<?> kind) {
        return true;
    }

    @Override
    public void deliver(Object event) {
        all.add(event);
    }
}
