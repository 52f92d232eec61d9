package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.ProcessContext;
import io.meshee.api.State;
import io.meshee.core.handler.HandlerSpeed;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * When those are woken whom a burst of messages answers. A caller is a thread here that sleeps until it is woken, and its
 * answer a handler that wakes it. Nothing ticks in most of them: a caller that is forgotten sleeps on.
 */
class BurstTest {

    record Hold() implements Serializable {}

    record Answer(boolean wakes) implements Serializable {}

    record Unknown() implements Serializable {}

    record Fail(boolean fails) implements Serializable {}

    record Leave() implements Serializable {}

    record Saved(boolean waits) implements Serializable {}

    /** Gives one who has been woken the time to be seen awake. */
    record Look(boolean looks) implements Serializable {}

    record Stick(boolean waits) implements Serializable {}

    @Capability("test")
    final class Subject {

        @State
        private int kept;

        private ProcessContext self;

        @Activate
        void begin(ProcessContext context) throws Exception {
            self = context;
            awaitCaller(activationsWait);
        }

        @Passivate
        void end() throws Exception {
            awaitCaller(endsWait);
        }

        @Handle(execution = Execution.POOL)
        public void hold(Hold message) {
            hold.pass();
        }

        @Handle(execution = Execution.POOL)
        public void answer(Answer message) {
            if (message.wakes()) {
                processes.table.wake(caller);
            }
        }

        @Handle(execution = Execution.POOL)
        public void unknown(Unknown message) throws Exception {
            awaitCaller(true);
        }

        @Durable
        @Handle(execution = Execution.POOL)
        public void saved(Saved message) throws Exception {
            kept++;
            awaitCaller(message.waits());
        }

        @Handle(execution = Execution.POOL)
        public String look(Look message) throws InterruptedException {
            return message.looks() && awake.await(100, TimeUnit.MILLISECONDS) ? "awake" : "asleep";
        }

        @Handle(execution = Execution.POOL)
        public void stick(Stick message) throws Exception {
            awaitCaller(message.waits());
        }

        @Handle(execution = Execution.POOL)
        public void fail(Fail message) {
            if (message.fails()) {
                activationsWait = true;
                throw new IllegalStateException("this instance is not to be kept");
            }
        }

        @Handle(execution = Execution.POOL)
        public void leave(Leave message) {
            processes.table.wake(caller);
            endsWait = true;
            self.passivate();
        }
    }

    private final Gate hold = new Gate();
    private final CountDownLatch awake = new CountDownLatch(1);
    private final Thread caller = new Thread(this::sleep, "caller");
    private final Processes processes = Processes.of(ProcessClasses.of(Subject.class, Subject::new));
    private volatile boolean activationsWait;
    private volatile boolean endsWait;

    @BeforeEach
    void putCallerToSleep() throws Exception {
        caller.setDaemon(true);
        caller.start();
        Eventually.until("it sleeps", () -> caller.getState() == Thread.State.WAITING);
    }

    @AfterEach
    void endAll() {
        hold.open();
        processes.close();
    }

    @Test
    void a_caller_sleeps_on_until_the_burst_is_over() throws Exception {
        makeKnown(new Look(false));
        processes.stopTicking();

        Message look = behindAHold(new Answer(true), new Look(true));

        assertThat(look.value()).isEqualTo("asleep");
        assertThat(awake.await(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void it_waits_for_no_handler_that_is_not_known_to_be_fast() throws Exception {
        processes.stopTicking();

        behindAHold(new Answer(true), new Unknown()).value();
    }

    @Test
    void it_waits_for_no_state_that_is_saved() throws Exception {
        makeKnown(new Saved(false));
        processes.stopTicking();

        behindAHold(new Answer(true), new Saved(true)).value();
    }

    @Test
    void it_waits_for_no_activation() throws Exception {
        makeKnown(new Fail(false));
        makeKnown(new Answer(false));
        processes.stopTicking();

        behindAHold(new Answer(true), new Fail(true), new Answer(false)).value();
    }

    @Test
    void it_waits_for_no_end() throws Exception {
        processes.stopTicking();

        behindAHold(new Leave()).value();

        Eventually.until("it has ended", () -> processes.table.size() == 0);
        assertThat(awake.getCount()).isZero();
    }

    @Test
    void a_fast_handler_that_hangs_for_once_keeps_nobody_asleep() throws Exception {
        makeKnown(new Stick(false));

        behindAHold(new Answer(true), new Stick(true)).value();
    }

    /** All of them in one burst; gives the last one. */
    private Message behindAHold(Object... payloads) throws Exception {
        processes.post("a", new Hold());
        hold.awaitArrivals(1);
        Message last = null;
        for (Object payload : payloads) {
            last = processes.post("a", payload);
        }
        hold.open();
        return last;
    }

    private void makeKnown(Object payload) throws Exception {
        HandlerSpeed speed =
                processes.host().processClass().handlers().byPayload(payload).speed();
        Eventually.until("it is known to be fast", () -> {
            processes.post("a", payload).value();
            return speed.isFast();
        });
    }

    private void awaitCaller(boolean wanted) throws Exception {
        if (wanted && !awake.await(15, TimeUnit.SECONDS)) {
            throw new AssertionError("the caller sleeps, though it has its answer");
        }
    }

    private void sleep() {
        LockSupport.park();
        awake.countDown();
    }
}
