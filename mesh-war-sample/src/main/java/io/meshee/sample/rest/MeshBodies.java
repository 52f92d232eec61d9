package io.meshee.sample.rest;

import io.meshee.api.ClusterView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON bodies of the mesh resource. */
public final class MeshBodies {

    private MeshBodies() {}

    /** Capabilities to add to and to take from the node that is asked. */
    @Example("{\"register\":[\"x\"],\"unregister\":[\"y\"]}")
    public record CapabilityChange(List<String> register, List<String> unregister) {

        /** Reads a missing list as an empty one. */
        public CapabilityChange {
            register = register == null ? List.of() : register;
            unregister = unregister == null ? List.of() : unregister;
        }

        CapabilityChange checked() {
            if (register.isEmpty() && unregister.isEmpty()) {
                throw Rules.broken("register or unregister must name a capability");
            }
            register.forEach(name -> Rules.text("register", name, Rules.MAX_NAME));
            unregister.forEach(name -> Rules.text("unregister", name, Rules.MAX_NAME));
            Set<String> both = new HashSet<>(register);
            both.retainAll(unregister);
            if (!both.isEmpty()) {
                throw Rules.broken("a capability must not be in both register and unregister, but " + both + " is");
            }
            return this;
        }
    }

    /**
     * The view of the node that was asked.
     *
     * @param node that node's name
     */
    public record ViewAnswer(String node, long epoch, String lineage, List<ClusterView.Member> members) {

        static ViewAnswer of(String node, ClusterView view) {
            return new ViewAnswer(node, view.epoch(), view.lineage(), view.members());
        }
    }

    /**
     * Where an id lives.
     *
     * @param owners capability → node
     */
    public record ShardAnswer(String id, int shard, Map<String, String> owners) {}

    /**
     * Who owns each shard of a capability.
     *
     * @param epoch of the view that the owners follow
     * @param shards how many there are
     * @param nodes the owners, sorted
     * @param bytesPerShard 1, or 2 with more than 255 nodes
     * @param owners base64: for each shard in order the big-endian index of its owner in {@code nodes}, all bits set
     *     where it has none
     */
    public record OwnersAnswer(
            String capability, long epoch, int shards, List<String> nodes, int bytesPerShard, String owners) {}
}
