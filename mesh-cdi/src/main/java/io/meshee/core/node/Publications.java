package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.group.LocalGroups;
import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Messages to many: to the members of a group, and to the observers of a capability. Each node that has some gets one
 * message and hands it on itself. Best effort: what cannot be sent or taken is lost.
 */
final class Publications implements InboundCalls.Notices {

    private static final Logger LOG = System.getLogger(Publications.class.getName());

    /** The most broadcasts of one capability that wait for their observers. */
    private static final int BROADCASTS = 1000;

    private final String self;
    private final Supplier<Topology> topology;
    private final ProcessTable processes;
    private final Peers peers;
    private final CallServices services;
    private final GroupSpread spread;
    private final long patienceNanos;
    private final BiConsumer<String, Object> observers;
    private final Map<String, OrderedTasks> broadcasts = new ConcurrentHashMap<>();
    private final Arrivals arrivals = new Arrivals();

    /**
     * Publications of a node.
     *
     * @param patienceNanos how long a message waits at most for a member that is busy
     * @param observers are told of a capability's broadcasts; must not throw
     */
    Publications(
            String self,
            Supplier<Topology> topology,
            ProcessTable processes,
            Peers peers,
            CallServices services,
            GroupSpread spread,
            long patienceNanos,
            BiConsumer<String, Object> observers) {
        this.self = self;
        this.topology = topology;
        this.processes = processes;
        this.peers = peers;
        this.services = services;
        this.spread = spread;
        this.patienceNanos = patienceNanos;
        this.observers = observers;
    }

    /** Hands the message to every node that has members. How many took it. */
    int publish(String group, Object payload) {
        LocalGroups.requireName(group);
        Outbound outbound = new Outbound(payload, "group " + group);
        String principal = principal();
        Collection<ProcessRef> here = processes.groups().members(group);
        List<String> others = spread.nodesWith(group);
        int reached = 0;
        if (!others.isEmpty()) {
            byte[] encoded = outbound.encoded(); // before anybody gets it, for it may fail
            Message message = new Message.Publish(0, group, encoded, principal);
            for (String node : others) {
                reached += send(node, group, message, encoded.length);
            }
        }
        if (!here.isEmpty()) {
            fanOut(here, outbound, principal);
            reached++;
        }
        return reached;
    }

    /** Hands the message to every node that serves the capability. How many took it. */
    int broadcast(String capability, Object payload) {
        Outbound outbound = new Outbound(payload, "capability " + capability);
        List<String> nodes = topology.get().table().nodesFor(capability);
        boolean here = nodes.contains(self);
        int reached = 0;
        if (nodes.size() > (here ? 1 : 0)) {
            byte[] encoded = outbound.encoded();
            Message message = new Message.Broadcast(0, capability, encoded);
            for (String node : nodes) {
                reached += node.equals(self) ? 0 : send(node, capability, message, encoded.length);
            }
        }
        return here && observe(capability, outbound.forOne()) ? reached + 1 : reached;
    }

    /** Takes what another node publishes, or tells of its groups. */
    @Override
    public void take(Batch.Header from, Message.Notice notice) {
        if (notice instanceof Message.Publish publish) {
            takeInOrder(from, publish);
        } else if (notice instanceof Message.Broadcast broadcast) {
            takeInOrder(from, broadcast);
        } else if (notice instanceof Message.GroupChange change) {
            spread.take(from, change);
        } else if (notice instanceof Message.GroupVersion version) {
            spread.take(from, version);
        } else if (notice instanceof Message.AllGroups all) {
            spread.take(from, all);
        } else if (notice instanceof Message.AskGroups) {
            spread.takeQuestion(from);
        }
    }

    /** What is told of groups may come in any order: its versions say what is missing. */
    @Override
    public boolean mayBePassed(Message.Notice notice, Thread thread) {
        boolean ordered = notice instanceof Message.Publish || notice instanceof Message.Broadcast;
        return !ordered || arrivals.hasTurn(thread);
    }

    /** A lane hands the next message on when one takes long: but not before that one has its turn here. */
    private void takeInOrder(Batch.Header from, Message.Notice notice) {
        arrivals.lock();
        try {
            if (notice instanceof Message.Publish publish) {
                Inbound inbound = new Inbound(publish.payload());
                fanOut(processes.groups().members(publish.group()), inbound, publish.principal());
            } else if (notice instanceof Message.Broadcast broadcast && serves(broadcast.capability())) {
                observe(broadcast.capability(), new Inbound(broadcast.payload()).forOne());
            }
        } catch (MeshException e) {
            services.journal().publicationDropped();
            LOG.log(Level.WARNING, "MESH00414: a publication from node " + from.sender() + " cannot be read", e);
        } finally {
            arrivals.unlock();
        }
    }

    private void fanOut(Collection<ProcessRef> members, Payload payload, String principal) {
        long deadline = System.nanoTime() + patienceNanos;
        for (ProcessRef member : members) {
            ProcessHost host = processes.host(member.capability(), member.type());
            GroupMessage message = new GroupMessage(services, member, payload.forOne(), deadline, principal);
            try {
                host.tell(message);
            } catch (MeshException e) {
                message.fail(e);
            }
        }
    }

    private boolean serves(String capability) {
        Topology now = topology.get();
        return now.member() && now.table().nodesFor(capability).contains(self);
    }

    private boolean observe(String capability, Object payload) {
        Runnable dropped = services.journal()::publicationDropped;
        boolean taken = broadcasts
                .computeIfAbsent(capability, name -> new OrderedTasks(BROADCASTS, services::runOnPool, dropped))
                .add(() -> observers.accept(capability, payload));
        if (!taken) {
            dropped.run();
        }
        return taken;
    }

    private int send(String node, String key, Message message, int size) {
        try {
            peers.send(
                    node,
                    key.hashCode(),
                    new Notice(message, 128 + size, services.journal()::publicationDropped),
                    false);
            return 1;
        } catch (LaneFullException | LaneClosedException e) {
            services.journal().publicationDropped();
            LOG.log(Level.DEBUG, () -> "a publication to node " + node + " was dropped: " + e.getMessage());
            return 0;
        }
    }

    private String principal() {
        Invocation outer = processes.currentInvocation();
        return outer == null ? processes.callerPrincipal() : outer.callerPrincipal();
    }

    /** What many receivers of one node get: all the same object, or a copy each. */
    private interface Payload {

        Object forOne();
    }

    /** A payload that is published here. */
    private final class Outbound implements Payload {

        private final Object payload;
        private final String to;
        private byte[] encoded;

        Outbound(Object payload, String to) {
            if (payload == null) {
                throw Errors.nothingToPublish(to);
            }
            this.payload = payload;
            this.to = to;
        }

        byte[] encoded() {
            try {
                encoded = encoded == null ? services.payloads().encode(payload) : encoded;
                return encoded;
            } catch (CodecException e) {
                throw Errors.unpublishable(to, e.getMessage());
            }
        }

        @Override
        public Object forOne() {
            return services.payloads().copiesLocally() ? decode(encoded(), to) : payload;
        }
    }

    /** A payload that another node publishes. */
    private final class Inbound implements Payload {

        private final byte[] encoded;
        private Object shared;

        Inbound(byte[] encoded) {
            this.encoded = encoded;
        }

        @Override
        public Object forOne() {
            if (shared == null || services.payloads().copiesLocally()) {
                shared = decode(encoded, "this node");
            }
            return shared;
        }
    }

    private Object decode(byte[] encoded, String to) {
        try {
            return services.payloads().decode(encoded);
        } catch (CodecException e) {
            throw Errors.unpublishable(to, e.getMessage());
        }
    }
}
