package io.meshee.test;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.Reminder;
import io.meshee.api.State;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A process with a bit of everything; tells the test's diary what happens to it. */
@Capability("account")
class Account {

    record Deposit(int amount) implements Serializable {}

    record SafeDeposit(int amount) implements Serializable {}

    record Remind(Duration delay, Duration period) implements Serializable {}

    record Appoint(Instant at, Duration period) implements Serializable {}

    record Chime() implements Serializable {}

    record Wait() implements Serializable {}

    @Inject
    private Diary diary;

    @Inject
    private Clock clock;

    private final ProcessContext self;

    @State
    private int balance;

    @Inject
    Account(ProcessContext self) {
        this.self = self;
    }

    @Activate
    void activate() {
        diary.note("activated " + self.id());
    }

    @Handle
    int deposit(Deposit deposit) {
        balance += deposit.amount();
        return balance;
    }

    @Durable
    @Handle
    int depositSafely(SafeDeposit deposit) {
        balance += deposit.amount();
        diary.note("deposited " + deposit.amount());
        return balance;
    }

    @Handle
    int balance() {
        return balance;
    }

    @Handle
    void remind(Remind remind) {
        if (remind.period() == null) {
            self.schedule(remind.delay(), new Chime());
        } else {
            self.schedule(remind.delay(), remind.period(), new Chime());
        }
    }

    @Handle
    void appoint(Appoint appointment) {
        self.remind(
                appointment.period() == null
                        ? Reminder.once("appointment", appointment.at(), new Chime())
                        : Reminder.every("appointment", appointment.at(), appointment.period(), new Chime()));
    }

    @Handle
    void chime(Chime chime) {
        diary.note("chimed at " + clock.instant());
    }

    @Handle
    void waiting(Wait wait) {
        diary.gate().pass();
    }

    @Passivate
    void passivate(PassivationReason reason) {
        diary.note("passivated " + reason + " at " + clock.instant());
    }
}
