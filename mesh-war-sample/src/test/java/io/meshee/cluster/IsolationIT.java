package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one process does wrong stays with it: on the caller's node (f1) and on another (f2). */
@Timeout(300)
@OnSharedNodes
class IsolationIT {

    /** Far more than an idle process takes, far less than the blocked ones wait. */
    private static final long PROMPT_MILLIS = 4000;

    private final FixtureNode f1;
    private final FixtureNode f2;

    IsolationIT(Nodes nodes) {
        f1 = nodes.f1();
        f2 = nodes.f2();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aBlockedProcessDelaysNoOtherNotEvenInItsShard(String owner) {
        var blocked = f1.idOn(owner, "blocked");
        var waiting = CompletableFuture.supplyAsync(() -> f1.call("wait", blocked, "timeout=14000&arg=one-" + owner));
        awaitActivation(owner, blocked);
        assertThat(f1.call("count", f1.idInShardOf(blocked)).millis()).isLessThan(PROMPT_MILLIS);
        for (var id : f1.idsOn(owner, "beside-the-blocked", 20)) {
            assertThat(f1.call("count", id).millis()).isLessThan(PROMPT_MILLIS);
        }
        assertThat(waiting).isNotDone();
        node(owner).openGate("one-" + owner);
        assertThat(waiting.join().value()).isEqualTo("through one-" + owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void fiveHundredAndElevenBlockedProcessesDelayNoOther(String owner) {
        var gate = "many-" + owner;
        for (var id : f1.idsOn(owner, "many-blocked", 511)) {
            f1.cast("wait", id, gate);
        }
        MeshCluster.await(
                "511 processes of " + owner + " are blocked",
                Duration.ofSeconds(20),
                () -> node(owner).get("activations/many-blocked").json().getInt("ids") >= 511);
        var free = f1.call("count", f1.idOn(owner, "not-blocked"));
        node(owner).openGate(gate);
        assertThat(free.value()).isEqualTo("1");
        assertThat(free.millis()).isLessThan(PROMPT_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aHundredCrashesInARowLeaveTheNodeAndItsProcessesServing(String owner) {
        var neighbour = f1.idOn(owner, "neighbour");
        f1.call("count", neighbour);
        var crashing = f1.idOn(owner, "crashing");
        for (int crash = 0; crash < 100; crash++) {
            var report = f1.call("fail", crashing, "arg=bang-" + crash);
            assertThat(report.error()).isEqualTo("ProcessFailedException");
            assertThat(report.outcome()).isEqualTo("EXECUTED");
            assertThat(report.message()).contains("bang-" + crash);
        }
        assertThat(f1.call("count", neighbour).value()).isEqualTo("2");
        var fresh = f1.call("count", crashing);
        assertThat(fresh.value()).isEqualTo("1");
        assertThat(fresh.incarnation()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aTimeOutIsPunctualAndLeavesTheNextCallWorking(String owner) {
        var slow = f1.idOn(owner, "slow");
        var waits = LongStream.range(0, 5)
                .map(attempt -> {
                    var report = f1.call("sleep", slow, "arg=600&timeout=300");
                    assertThat(report.error()).isEqualTo("CallTimeoutException");
                    assertThat(f1.call("value", slow).error()).isNull();
                    return report.millis();
                })
                .sorted()
                .toArray();
        // the median: the machine that runs the tests may stop a JVM for longer than 50 ms, but not every time
        assertThat(waits[2]).isBetween(300L, 350L);
    }

    @Test
    void aTimeOutSaysWhetherTheHandlerCanHaveRun() {
        var busy = f1.idOn("f1", "busy");
        f1.cast("wait", busy, "busy-gate");
        awaitActivation("f1", busy);
        var queued = f1.call("count", busy, "timeout=300");
        var started = f1.call("sleep", f1.idOn("f1", "started"), "arg=2000&timeout=300");
        f1.openGate("busy-gate");
        assertThat(queued.error()).isEqualTo("CallTimeoutException");
        assertThat(queued.outcome()).isEqualTo("NOT_EXECUTED");
        assertThat(started.outcome()).isEqualTo("UNKNOWN");
        assertThat(f1.call("value", busy).value()).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aCastReturnsWithoutWaitingForTheProcess(String owner) {
        var id = f1.idOn(owner, "cast");
        var cast = f1.cast("wait", id, "cast-" + owner);
        awaitActivation(owner, id);
        assertThat(cast.error()).isNull();
        assertThat(cast.millis()).isLessThan(PROMPT_MILLIS);
        node(owner).openGate("cast-" + owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aNestedCallReachesAProcessOfTheSameShard(String owner) {
        var outer = f1.idOn(owner, "outer");
        assertThat(f1.call("ask", outer, "arg=" + f1.idInShardOf(outer)).value())
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aProcessThatCallsItselfIsToldSo(String owner) {
        var id = f1.idOn(owner, "cycle");
        var report = f1.call("ask", id, "arg=" + id);
        assertThat(report.error()).isEqualTo("ProcessFailedException");
        assertThat(report.message()).contains("CallCycleException", id);
        assertThat(report.millis()).isLessThan(PROMPT_MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"f1,f1", "f1,f2", "f2,f1", "f2,f2"})
    void aChainComesBackIntoAReentrantHandler(String owner, String otherOwner) {
        var id = f1.idsOn(owner, "reentrant", 2).get(0);
        var other = f1.idsOn(otherOwner, "reentrant", 2).get(1);
        assertThat(f1.call("ask-back", id, "arg=" + other).value()).isEqualTo("101");
        assertThat(f1.call("value", id).value()).isEqualTo("101");
    }

    @Test
    void membersOnBothNodesGetWhatIsPublishedOnce() {
        var members = List.of(f1.idOn("f1", "member"), f1.idOn("f2", "member"));
        members.forEach(member -> f1.call("join", member, "arg=counters"));
        var publisher = f1.idOn("f1", "publisher");
        MeshCluster.await(
                "both nodes are known to have members",
                Duration.ofSeconds(5),
                () -> f1.call("publish", publisher, "arg=counters").value().equals("2"));
        var before = members.stream()
                .map(member -> Long.parseLong(f1.call("value", member).value()))
                .toList();
        f1.call("publish", publisher, "arg=counters");
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            long expected = before.get(i) + 1;
            MeshCluster.await(
                    member + " has counted once more",
                    Duration.ofSeconds(5),
                    () -> Long.parseLong(f1.call("value", member).value()) >= expected);
            assertThat(f1.call("value", member).value()).isEqualTo(Long.toString(expected));
        }
    }

    private void awaitActivation(String owner, String id) {
        MeshCluster.await(
                id + " is active on " + owner,
                Duration.ofSeconds(10),
                () -> node(owner).get("activations/" + id).json().getInt("ids") > 0);
    }

    private FixtureNode node(String name) {
        return name.equals("f1") ? f1 : f2;
    }
}
