package io.meshee.testkit;

import io.meshee.spi.StateStore;

class InMemoryStateStoreTest extends StateStoreContract {

    private final InMemoryStateStore store = new InMemoryStateStore();

    @Override
    protected StateStore here() {
        return store;
    }

    @Override
    protected StateStore there() {
        return store.access();
    }

    @Override
    protected StateStore outOfReach() {
        InMemoryStateStore down = new InMemoryStateStore();
        down.goDown();
        return down;
    }
}
