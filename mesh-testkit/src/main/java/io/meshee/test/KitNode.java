package io.meshee.test;

import io.meshee.api.Mesh;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessKey;
import io.meshee.cdi.CurrentProcess;
import io.meshee.cdi.InjectedMesh;
import io.meshee.core.node.MeshNode;
import io.meshee.core.node.NodeByHand;
import io.meshee.testkit.TestCluster;
import java.util.List;

/** One simulated node. */
public final class KitNode {

    private final String name;
    private final KitClock clock;
    private final InjectedMesh mesh = new InjectedMesh();
    private final ProcessContext context = CurrentProcess.of(mesh);
    private volatile NodeByHand hand;

    KitNode(String name, KitClock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What {@code @Inject Mesh} gives on this node. */
    public Mesh mesh() {
        return mesh;
    }

    /** What {@code @Inject ProcessContext} gives on this node: it answers on threads that run a handler. */
    public ProcessContext context() {
        return context;
    }

    /** The clock of all nodes. */
    public KitClock clock() {
        return clock;
    }

    /** Whether the process is active on this node. */
    public boolean hasActive(ProcessKey process) {
        NodeByHand now = hand;
        return now != null && now.has(process);
    }

    /**
     * An id whose processes of that capability this node owns.
     *
     * @throws AssertionError if it owns none: it does not serve the capability, or is gone
     */
    public String idOwned(String capability) {
        return idsOwned(capability, 1).get(0);
    }

    /** As {@link #idOwned}, several. */
    public List<String> idsOwned(String capability, int count) {
        MeshNode node = mesh.node().orElseThrow(() -> new AssertionError("node " + name + " does not run"));
        if (!node.nodesFor(capability).contains(name)) {
            throw new AssertionError("node " + name + " does not serve " + capability + "; it is served by "
                    + node.nodesFor(capability));
        }
        return TestCluster.idsOwnedBy(node, capability, capability + "-", count);
    }

    @Override
    public String toString() {
        return "node " + name;
    }

    void runs(MeshNode node) {
        hand = node.byHand();
        mesh.bind(node);
    }

    void ended() {
        hand = null;
        mesh.bind(null);
    }

    NodeByHand hand() {
        return hand;
    }
}
