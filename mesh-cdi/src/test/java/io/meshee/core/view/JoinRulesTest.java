package io.meshee.core.view;

import static io.meshee.core.view.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.MemberRecord.Survival;
import io.meshee.core.view.MemberRecord.Terms;
import io.meshee.core.wire.WireFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinRulesTest {

    private final MemberRecord joining = record("n2", State.JOINING);

    @Test
    void a_node_of_the_same_terms_and_a_name_of_its_own_may_join() {
        assertThat(refusal(record("n1", State.UP))).isEmpty();
    }

    @Test
    void a_second_living_node_of_one_name_is_refused() {
        assertThat(refusal(record("n2", "n2-other", State.UP)))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("MESH00700").contains("mesh.node.name", "\"n2\""));
    }

    @Test
    void a_name_is_free_once_its_node_is_dead() {
        MemberRecord dead = record("n2", "n2-other", State.UP);

        assertThat(JoinRules.refusal(joining, Map.of("n2", dead.encode()), Set.of("jvm-n1")))
                .isEmpty();
    }

    @Test
    void its_own_record_is_no_obstacle() {
        assertThat(refusal(joining)).isEmpty();
    }

    @Test
    void another_number_of_shards_is_refused_with_both_values() {
        assertThat(refusal(record("n1", new Terms(WireFormat.VERSION, 512, "rendezvous", Records.SURVIVAL))))
                .contains("MESH00702: mesh.shards is 256 here, but 512 on member \"n1\"");
    }

    @Test
    void another_strategy_is_refused_with_both_values() {
        assertThat(refusal(record("n1", new Terms(WireFormat.VERSION, 256, "modulo", Records.SURVIVAL))))
                .contains("MESH00702: mesh.shard-strategy is rendezvous here, but modulo on member \"n1\"");
    }

    @Test
    void another_lease_policy_or_quorum_is_refused_with_both_values() {
        assertThat(refusal(record("n1", surviving(new Survival(5000, "keep-majority", 0)))))
                .contains("MESH00702: mesh.lease is 3000ms here, but 5000ms on member \"n1\"");
        assertThat(refusal(record("n1", surviving(new Survival(3000, "continue", 0)))))
                .contains("MESH00702: mesh.partition-policy is keep-majority here, but continue on member \"n1\"");
        assertThat(refusal(record("n1", surviving(new Survival(3000, "keep-majority", 2)))))
                .contains("MESH00702: mesh.static-quorum.size is 0 here, but 2 on member \"n1\"");
    }

    private static Terms surviving(Survival survival) {
        return new Terms(WireFormat.VERSION, 256, "rendezvous", survival);
    }

    @Test
    void another_wire_version_is_refused_with_both_values() {
        assertThat(refusal(record("n1", new Terms(WireFormat.VERSION + 1, 256, "rendezvous", Records.SURVIVAL))))
                .contains("MESH00702: the wire version is " + WireFormat.VERSION + " here, but "
                        + (WireFormat.VERSION + 1) + " on member \"n1\"");
    }

    @Test
    void the_terms_of_a_dead_member_do_not_count() {
        MemberRecord dead = record("n9", new Terms(WireFormat.VERSION, 512, "rendezvous", Records.SURVIVAL));

        assertThat(JoinRules.refusal(joining, Map.of("n9", dead.encode()), Set.of("jvm-n1")))
                .isEmpty();
    }

    @Test
    void a_record_that_cannot_be_read_is_a_refusal_and_not_an_absence() {
        assertThat(JoinRules.refusal(joining, Map.of("n1", new byte[] {1, 2, 3}), Set.of()))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("MESH00701").contains("\"n1\""));
    }

    private Optional<String> refusal(MemberRecord present) {
        return JoinRules.refusal(joining, Map.of(present.node().name(), present.encode()), Set.of("jvm-n1", "jvm-n2"));
    }
}
