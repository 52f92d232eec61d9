package io.meshee.core.view;

import io.meshee.core.view.MemberRecord.Survival;
import io.meshee.core.view.MemberRecord.Terms;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a node may join the members that are there. Pure. */
final class JoinRules {

    private JoinRules() {}

    /**
     * Why the node may not join; empty if it may.
     *
     * @param records the member records' bytes, by name
     * @param gridMembers the JVMs that are alive
     */
    static Optional<String> refusal(MemberRecord joining, Map<String, byte[]> records, Set<String> gridMembers) {
        for (Map.Entry<String, byte[]> entry : records.entrySet()) {
            Optional<String> refusal = refusal(joining, entry.getKey(), entry.getValue(), gridMembers);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(MemberRecord joining, String name, byte[] bytes, Set<String> gridMembers) {
        try {
            Optional<String> terms = refusal(name, joining.terms(), MemberRecord.decodeTerms(bytes));
            if (terms.isPresent() && !isDead(bytes, gridMembers)) {
                return terms;
            }
            if (terms.isEmpty()
                    && name.equals(joining.node().name())
                    && !MemberRecord.decode(bytes).node().isSameStart(joining.node())
                    && !isDead(bytes, gridMembers)) {
                return Optional.of("MESH00700: mesh.node.name: a node named \"" + name + "\" is alive already");
            }
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of("MESH00701: the record of member \"" + name + "\" cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> refusal(String name, Terms own, Terms other) {
        if (own.wireVersion() != other.wireVersion()) {
            return differs("the wire version", name, own.wireVersion(), other.wireVersion());
        }
        if (own.shards() != other.shards()) {
            return differs("mesh.shards", name, own.shards(), other.shards());
        }
        if (!own.strategy().equals(other.strategy())) {
            return differs("mesh.shard-strategy", name, own.strategy(), other.strategy());
        }
        return refusal(name, own.survival(), other.survival());
    }

    private static Optional<String> refusal(String name, Survival own, Survival other) {
        if (own.leaseMillis() != other.leaseMillis()) {
            return differs("mesh.lease", name, own.leaseMillis() + "ms", other.leaseMillis() + "ms");
        }
        if (!own.policy().equals(other.policy())) {
            return differs("mesh.partition-policy", name, own.policy(), other.policy());
        }
        if (own.quorumSize() != other.quorumSize()) {
            return differs("mesh.static-quorum.size", name, own.quorumSize(), other.quorumSize());
        }
        return Optional.empty();
    }

    private static Optional<String> differs(String setting, String name, Object own, Object other) {
        return Optional.of(
                "MESH00702: " + setting + " is " + own + " here, but " + other + " on member \"" + name + "\"");
    }

    /** A record of another version cannot be read further than its terms: then its node counts as alive. */
    private static boolean isDead(byte[] bytes, Set<String> gridMembers) throws MalformedException {
        return MemberRecord.decodeTerms(bytes).wireVersion() == WireFormat.VERSION
                && !gridMembers.contains(MemberRecord.decode(bytes).node().gridMember());
    }
}
