package io.meshee.core.node;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.Request;
import io.meshee.testkit.Gate;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** A process that does what its messages tell it to. */
@Capability("work")
class Worker {

    record Add(int amount) implements Serializable {}

    record Hold(String gate) implements Serializable {}

    record HoldAndAdd(String gate, int amount) implements Serializable {}

    record Defy(String gate) implements Serializable {}

    record Note(String from, int number) implements Serializable {}

    record Fail(String how) implements Serializable {}

    record Reply(String what) implements Serializable {}

    record Ask(String what) implements Serializable {}

    /** A message that cannot be read until the gate opens. */
    static final class Sticky implements Serializable {
        private static final long serialVersionUID = 1L;

        static volatile Gate gate = new Gate();

        private Object readResolve() {
            gate.pass();
            return this;
        }
    }

    record Later(String future) implements Serializable {}

    record CallOn(List<String> ids) implements Serializable {}

    record CallSlow(String id, String gate, Duration timeout) implements Serializable {}

    record Start(int total) implements Serializable {}

    record NotAllowed(String text) implements Serializable {}

    static final class Declined extends Exception {
        private static final long serialVersionUID = 1L;

        Declined(String message) {
            super(message);
        }
    }

    private final World world;
    private final String node;
    private ProcessContext self;
    private int total;

    Worker(World world, String node) {
        this.world = world;
        this.node = node;
    }

    @Activate
    void activate(ProcessContext context, Start start) {
        world.activated(context, node);
        self = context;
        total = start == null ? 0 : start.total();
        if (total < 0) {
            throw new IllegalArgumentException("cannot start with " + total);
        }
    }

    @Passivate
    void passivate(PassivationReason reason) {
        world.passivated(self, node, reason);
    }

    @Handle
    public int total() {
        return total;
    }

    @Handle
    public int add(Add add) {
        total += add.amount();
        return total;
    }

    @Handle
    public String echo(String text) {
        return text;
    }

    @Handle
    public byte[] echo(byte[] bytes) {
        return bytes;
    }

    @Handle
    public void sticky(Sticky message) {
        world.notes(self.id()).add(new Note("sticky", 0));
    }

    @Handle
    public void note(Note note) {
        world.notes(self.id()).add(note);
    }

    @Handle(execution = Execution.POOL)
    public void hold(Hold hold) {
        world.gate(hold.gate()).pass();
    }

    @Handle(execution = Execution.POOL)
    public int holdAndAdd(HoldAndAdd hold) {
        world.gate(hold.gate()).pass();
        total += hold.amount();
        return total;
    }

    @Handle(execution = Execution.POOL)
    public int defy(Defy defy) {
        world.gate(defy.gate()).passWhateverComes();
        return ++total;
    }

    @Handle
    public void fail(Fail fail) throws Declined {
        switch (fail.how()) {
            case "declared" -> throw new Declined("no money");
            case "runtime" -> throw new IllegalStateException("boom");
            default -> throw new AssertionError(fail.how());
        }
    }

    @Handle
    public Object reply(Reply reply) {
        return switch (reply.what()) {
            case "thread" -> Thread.currentThread();
            case "not allowed" -> new NotAllowed("secret");
            case "null" -> null;
            default -> reply.what();
        };
    }

    @Handle
    public String ask(Ask ask) {
        return switch (ask.what()) {
            case "headers" -> new TreeMap<>(self.headers()).toString();
            case "incarnation" -> Long.toString(self.incarnation());
            case "remaining" -> Long.toString(self.remaining().toMillis());
            case "passivate" -> {
                self.passivate();
                yield "soon";
            }
            default -> Thread.currentThread().getName();
        };
    }

    @Handle
    public CompletionStage<Integer> later(Later later) {
        return world.future(later.future());
    }

    /** Calls the first process, which calls the second, and so on. */
    @Handle(execution = Execution.POOL)
    public String callOn(CallOn on) {
        if (on.ids().isEmpty()) {
            return self.id();
        }
        List<String> rest = List.copyOf(on.ids().subList(1, on.ids().size()));
        Request<String> next = Request.to(Worker.class, on.ids().get(0))
                .payload(new CallOn(rest))
                .returning(String.class);
        return self.id() + " " + world.mesh(node).call(next).value();
    }

    @Handle(execution = Execution.POOL)
    public void callSlow(CallSlow slow) {
        world.mesh(node)
                .call(Request.to(Worker.class, slow.id())
                        .payload(new Hold(slow.gate()))
                        .timeout(slow.timeout()));
    }

    @Handle
    public Map<String, String> headers(Map<String, String> ignored) {
        return Map.copyOf(self.headers());
    }
}
