package io.meshee.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.Request;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.HandDrivenTime;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node goes by the clock that it is given. */
class TurnedClockTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final HandDrivenTime time = new HandDrivenTime(START);
    private final TestCluster cluster = new TestCluster().time(time);
    private final Map<String, PassivationReason> passivations = new ConcurrentHashMap<>();

    @Capability("rest")
    static final class Sleeper {

        private final TurnedClockTest test;
        private String id;

        Sleeper(TurnedClockTest test) {
            this.test = test;
        }

        @Activate
        void activate(ProcessContext self) {
            id = self.id();
            context = self;
        }

        private ProcessContext context;

        @Handle
        Instant deadline() {
            return context.deadline();
        }

        @Passivate
        void passivate(PassivationReason reason) {
            test.passivations.put(id, reason);
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void a_process_is_idle_by_it_from_its_last_message_on() throws Exception {
        MeshNode node = cluster.set("mesh.process.idle-timeout", "1h").start("n1", sleepers());
        node.call(touch("early"));
        time.advance(Duration.ofMinutes(50));
        node.call(touch("late"));

        time.advance(Duration.ofMinutes(20));

        Eventually.until("the one idle for 70 minutes ends", () -> passivations.containsKey("early"));
        assertThat(passivations).containsOnly(Map.entry("early", PassivationReason.IDLE));

        time.advance(Duration.ofMinutes(41));

        Eventually.until("the other ends", () -> passivations.containsKey("late"));
    }

    @Test
    void deadlines_are_told_by_it() throws Exception {
        MeshNode node = cluster.start("n1", sleepers());

        Instant deadline = node.call(touch("a").timeout(Duration.ofSeconds(60))).value();

        assertThat(deadline).isBetween(START.plusSeconds(30), START.plusSeconds(60));
    }

    private ProcessClass sleepers() {
        return ProcessClasses.of(Sleeper.class, () -> new Sleeper(this));
    }

    private static Request<Instant> touch(String id) {
        return Request.to(Sleeper.class, id).returning(Instant.class);
    }
}
