package io.meshee.core.state;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.InMemoryStateStore;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A cluster of {@link Account}s, and what a test shares with them. */
final class Bank implements AutoCloseable {

    final TestCluster cluster = new TestCluster();
    final InMemoryStateStore store = cluster.stateStore();
    private final Map<String, PassivationReason> passivations = new ConcurrentHashMap<>();
    private final Map<String, Integer> activations = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Integer>> futures = new ConcurrentHashMap<>();

    MeshNode start(String name) throws Exception {
        return cluster.start(name, accounts());
    }

    ProcessClass accounts() {
        return ProcessClasses.of(Account.class, () -> new Account(this));
    }

    String idOn(String node) {
        return TestCluster.idOwnedBy(cluster.node(node), "bank");
    }

    List<String> idsOn(String node, int count) {
        return TestCluster.idsOwnedBy(cluster.node(node), "bank", "id-", count);
    }

    static ProcessKey key(String id) {
        return new ProcessKey("bank", "Account", id);
    }

    static Request<Integer> balance(String id) {
        return Request.to(Account.class, id).returning(Integer.class);
    }

    static Request<Integer> deposit(String id, int amount) {
        return Request.to(Account.class, id)
                .payload(new Account.Deposit(amount))
                .returning(Integer.class);
    }

    static Request<Integer> depositSafely(String id, int amount) {
        return Request.to(Account.class, id)
                .payload(new Account.DepositSafely(amount))
                .returning(Integer.class);
    }

    static Request<Integer> depositLater(String id, int amount) {
        return Request.to(Account.class, id)
                .payload(new Account.DepositLater(amount))
                .returning(Integer.class);
    }

    static Request<Integer> withdraw(String id, int amount) {
        return Request.to(Account.class, id)
                .payload(new Account.Withdraw(amount))
                .returning(Integer.class);
    }

    static Request<Object> refuse(String id, String why) {
        return Request.to(Account.class, id).payload(new Account.Refuse(why));
    }

    static Request<String> ask(String id, String what) {
        return Request.to(Account.class, id).payload(new Account.Ask(what)).returning(String.class);
    }

    static Request<Object> askSafely(String id, String what) {
        return Request.to(Account.class, id).payload(new Account.AskSafely(what));
    }

    /** Ends the activation on its own wish, and waits until it is over: what {@code @Passivate} changed is saved after it. */
    void passivate(MeshNode node, String id) throws Exception {
        passivations.remove(id);
        String owner = node.call(ask(id, "passivate")).process().node();
        awaitPassivation(id, PassivationReason.REQUESTED);
        Eventually.until(id + " is gone", () -> !cluster.node(owner).byHand().has(key(id)));
    }

    void awaitPassivation(String id, PassivationReason reason) throws Exception {
        Eventually.until(id + " ends by " + reason, () -> passivations.get(id) == reason);
    }

    boolean isPassivated(String id) {
        return passivations.containsKey(id);
    }

    int activations(String id) {
        return activations.getOrDefault(id, 0);
    }

    CompletableFuture<Integer> future(String id) {
        return futures.computeIfAbsent(id, key -> new CompletableFuture<>());
    }

    void activated(String id) {
        activations.merge(id, 1, Integer::sum);
    }

    void passivated(String id, PassivationReason reason) {
        passivations.put(id, reason);
    }

    @Override
    public void close() {
        store.comeUp();
        futures.values().forEach(future -> future.complete(0));
        cluster.close();
    }
}
