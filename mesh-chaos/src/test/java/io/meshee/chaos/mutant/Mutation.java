package io.meshee.chaos.mutant;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.meshee.spi.Transport;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;

/**
 * A change of Mesh's code that a node makes when it loads the class. All but {@link #REPEATED_BATCHES} take a safeguard
 * away; that one is a fault of the network, without which one of the safeguards has nothing to do.
 */
public enum Mutation {
    /** A new owner serves its shards at once, whoever still has processes of them. */
    NO_HOLD("io.meshee.core.node.Placement", "gates") {
        @Override
        DynamicType.Builder<?> change(DynamicType.Builder<?> target) {
            return target.visit(Advice.to(NobodyHolds.class).on(named(method())));
        }
    },

    /** A node takes a batch as often as it comes. */
    NO_DROP("io.meshee.core.peer.InboundLane", "isTaken") {
        @Override
        DynamicType.Builder<?> change(DynamicType.Builder<?> target) {
            return target.method(named(method())).intercept(FixedValue.value(false));
        }
    },

    /** A node serves on, however long nobody has answered it. */
    NO_LEASE("io.meshee.core.lease.Lease", "holds") {
        @Override
        DynamicType.Builder<?> change(DynamicType.Builder<?> target) {
            return target.method(named(method())).intercept(FixedValue.value(true));
        }
    },

    /** The store takes what an old activation writes: it sees no generation that is newer than another. */
    NO_FENCE("io.meshee.jcache.JCacheStateStore$Entry", "generation") {
        @Override
        DynamicType.Builder<?> change(DynamicType.Builder<?> target) {
            return target.method(named(method())).intercept(FixedValue.value(0L));
        }
    },

    /** The network delivers one batch in ten twice. */
    REPEATED_BATCHES("io.meshee.core.peer.Inbox", "deliver") {
        @Override
        DynamicType.Builder<?> change(DynamicType.Builder<?> target) {
            return target.visit(Advice.to(OnceMore.class).on(named(method())));
        }
    };

    private final String type;
    private final String method;

    Mutation(String type, String method) {
        this.type = type;
        this.method = method;
    }

    /** The class that is changed. */
    String type() {
        return type;
    }

    /** Its method that is changed. */
    String method() {
        return method;
    }

    /** What a node's log has once the class was changed. */
    public String inLog() {
        return "MUTANT " + type;
    }

    abstract DynamicType.Builder<?> change(DynamicType.Builder<?> target);

    /** The view's unsettled past is forgotten before anybody is found to wait for. */
    static final class NobodyHolds {

        private NobodyHolds() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 2, readOnly = false) Set<String> holders) {
            holders = Set.of();
        }
    }

    /** What was delivered is delivered again. */
    static final class OnceMore {

        private OnceMore() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object inbox, @Advice.Argument(0) byte[] batch) {
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                ((Transport.Receiver) inbox).deliver(batch);
            }
        }
    }
}
