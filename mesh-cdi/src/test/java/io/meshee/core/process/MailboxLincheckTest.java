package io.meshee.core.process;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.PassivationReason;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * A process's token and mailbox, and the table's publishing and closing, used by three threads at once: every outcome is
 * one that messages and closings would have had one after the other. A message that is lost, run twice, or run by two
 * instances at once gives another.
 */
public class MailboxLincheckTest {

    record Add() implements Serializable {}

    @Capability("test")
    static final class Counter {
        private int total;

        @Handle(execution = Execution.CALLER)
        public int add(Add add) {
            int before = total;
            Thread.yield();
            total = before + 1;
            return total;
        }
    }

    private static final Processes PROCESSES = Processes.of(ProcessClasses.of(Counter.class));
    private static final AtomicLong IDS = new AtomicLong();

    private final String id = "p" + IDS.incrementAndGet();

    @Operation
    public int addHere() throws Exception {
        return add(true);
    }

    @Operation
    public int addInPool() throws Exception {
        return add(false);
    }

    @Operation
    public void close() {
        PROCESSES.host().closeAll(PassivationReason.IDLE);
    }

    @Test
    void a_process_is_linearizable() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(60)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(MailboxLincheckTest.class);
    }

    private int add(boolean mayRunHere) throws Exception {
        while (true) {
            Message message = PROCESSES.send(PROCESSES.message(id, new Add(), Duration.ofSeconds(20)), mayRunHere);
            if (message.awaitEndOrReroute()) {
                return (int) message.value();
            }
        }
    }
}
