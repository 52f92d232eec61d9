package io.meshee.benchmark.peer;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The entity: one int. */
final class PekkoCounter extends AbstractBehavior<PekkoCounter.Command> {

    private int value;

    private PekkoCounter(ActorContext<Command> context) {
        super(context);
    }

    static Behavior<Command> create() {
        return Behaviors.setup(PekkoCounter::new);
    }

    /** What it takes. */
    sealed interface Command {}

    /**
     * Adds.
     *
     * @param slot comes back with the answer
     */
    record Add(int by, int slot, ActorRef<Added> replyTo) implements Command {}

    /** Ends it. */
    enum Stop implements Command {
        STOP
    }

    /** What it answers. */
    record Added(int slot, int value) {}

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Add.class, this::add)
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .build();
    }

    private Behavior<Command> add(Add add) {
        value += add.by();
        add.replyTo().tell(new Added(add.slot(), value));
        return this;
    }
}
