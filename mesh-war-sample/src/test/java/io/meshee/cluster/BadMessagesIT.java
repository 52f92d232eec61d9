package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.FixtureNode.Report;
import io.meshee.cluster.SharedNodes.Nodes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and frames that must not get through, from f1 to f2. */
@Timeout(300)
@OnSharedNodes
class BadMessagesIT {

    private final FixtureNode f1;
    private final FixtureNode f2;

    BadMessagesIT(Nodes nodes) {
        f1 = nodes.f1();
        f2 = nodes.f2();
    }

    @AfterEach
    void theNodesServeOn() {
        assertThat(f1.call("count", f1.idOn("f2", "after")).error()).isNull();
        assertThat(f2.call("count", f1.idOn("f1", "after")).error()).isNull();
    }

    @Test
    void aClassThatNoSignatureNamesIsRefusedByName() {
        var report = f1.call("envelope", f1.idOn("f2", "envelope"));
        assertRefused(report, "PayloadException", "NOT_EXECUTED");
        assertThat(report.message()).contains("MESH00504", "Tasks$Outsider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f2"})
    void aPayloadThatNoHandlerTakesIsRefused(String owner) {
        var report = f1.call("big", f1.idOn(owner, "no-handler"), "arg=10");
        assertRefused(report, "NoHandlerException", "NOT_EXECUTED");
        assertThat(report.message()).contains("java.lang.String");
    }

    @Test
    void anOverLongPayloadIsRefusedWithItsLimit() {
        var report = f1.call("big", f1.idOn("f2", "big"), "arg=1100000");
        assertRefused(report, "PayloadException", "NOT_EXECUTED");
        assertThat(report.message()).contains("mesh.message.max-size");
    }

    @Test
    void anOverLongReplyIsRefusedAsExecuted() {
        var report = f1.call("grow", f1.idOn("f2", "grow"), "arg=1100000");
        assertRefused(report, "PayloadException", "EXECUTED");
        assertThat(report.message()).contains("mesh.message.max-size");
    }

    @Test
    void aReplyThatCannotBeEncodedIsRefusedAsExecuted() {
        var report = f1.call("leak", f1.idOn("f2", "leak"));
        assertRefused(report, "PayloadException", "EXECUTED");
        assertThat(report.message()).contains("Thread");
    }

    @Test
    void anUnknownProcessTypeIsRefusedByItsOwner() {
        var report = f1.call("count", f1.idOn("f2", "nobody"), "type=nobody");
        assertRefused(report, "UnknownProcessException", "NOT_EXECUTED");
        assertThat(report.message()).contains("f2", "nobody");
    }

    @Test
    void aCapabilityThatNobodyServesIsRefused() {
        var report = f1.call("count", "any", "capability=nowhere");
        assertRefused(report, "NoNodesForCapabilityException", "NOT_EXECUTED");
        assertThat(report.message()).contains("nowhere");
    }

    @Test
    void framesThatAreNoneAreRefusedCountedAndLoggedSparsely() {
        int before = f2.refused();
        List<String> reasons =
                FixtureNode.strings(f1.post("garbage/" + f2.node().ports().iiop() + "?application=fixture"));
        assertThat(reasons)
                .hasSizeGreaterThan(50)
                .allSatisfy(reason -> assertThat(reason).startsWith("REFUSED MESH00190"));
        assertThat(f2.refused() - before).isEqualTo(reasons.size());
        assertThat(f2.node().log().lines().filter(line -> line.contains("MESH00190")))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(f2.status().getJsonObject("received").getInt("refused")).isEqualTo(before + reasons.size());
    }

    private static void assertRefused(Report report, String error, String outcome) {
        assertThat(report.error()).as(report.message()).isEqualTo(error);
        assertThat(report.outcome()).isEqualTo(outcome);
    }
}
