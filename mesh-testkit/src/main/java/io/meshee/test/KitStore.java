package io.meshee.test;

import io.meshee.api.ProcessKey;
import io.meshee.testkit.Gate;
import io.meshee.testkit.InMemoryStateStore;

/** Where the processes of all nodes keep their {@code @State}. It outlives the nodes, and refuses at will. */
public final class KitStore {

    private final InMemoryStateStore store;
    private final Story story;

    KitStore(InMemoryStateStore store, Story story) {
        this.store = store;
        this.story = story;
    }

    /** From now on it answers nothing: nothing is opened, written or deleted. */
    public void refuse() {
        story.tell("the store refuses");
        store.goDown();
    }

    /** Answers again. */
    public void accept() {
        story.tell("the store accepts");
        store.comeUp();
    }

    /** Refuses one write, the next. */
    public void refuseNextWrite() {
        story.tell("the store is to refuse the next write");
        Gate open = new Gate();
        open.open();
        store.refuseNextWriteAfter(open);
    }

    /** How many states were written since the mesh began. */
    public int writes() {
        return store.writes();
    }

    /** Whether there is a state of that process. */
    public boolean has(ProcessKey process) {
        return store.has(process);
    }
}
