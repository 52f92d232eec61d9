package io.meshee.core.node;

import io.meshee.api.Request;
import io.meshee.core.handler.ProcessClass;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster of {@link Member}s, and what they have heard. */
final class Club implements AutoCloseable {

    final TestCluster cluster = new TestCluster();
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    MeshNode start(String node) throws Exception {
        return cluster.start(node, members(node));
    }

    ProcessClass members(String node) {
        return ProcessClasses.of(Member.class, () -> new Member(heard, () -> cluster.node(node)));
    }

    MeshNode node(String name) {
        return cluster.node(name);
    }

    String idOn(String node) {
        return idsOn(node, 1).get(0);
    }

    List<String> idsOn(String node, int count) {
        return TestCluster.idsOwnedBy(cluster.node(node), "club", node + "-", count);
    }

    /** Has the process of that id handle the message, asked through the node. */
    Object send(String node, String id, Object payload) {
        return node(node).call(Request.to(Member.class, id).payload(payload)).value();
    }

    void join(String node, String id, String group) {
        send(node, id, new Member.Join(group));
    }

    /** Who has heard which numbers, in their order. */
    List<Integer> numbersHeardBy(String id) {
        return heard.stream()
                .filter(each -> each instanceof Member.Heard by && by.id().equals(id))
                .map(each -> ((Member.Heard) each).said().number())
                .toList();
    }

    List<Member.Heard> heard() {
        return heard.stream()
                .filter(Member.Heard.class::isInstance)
                .map(Member.Heard.class::cast)
                .toList();
    }

    /** The numbers of what took its time to be decoded. */
    List<Integer> ponderous() {
        return heard.stream()
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .toList();
    }

    /** The very objects that handlers were given. */
    List<Member.Said> objects() {
        return heard.stream()
                .filter(Member.Said.class::isInstance)
                .map(Member.Said.class::cast)
                .toList();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
