package io.meshee.testkit;

import io.meshee.spi.ReminderStore;

class InMemoryReminderStoreTest extends ReminderStoreContract {

    @Override
    protected ReminderStore store() {
        return new InMemoryReminderStore();
    }
}
