package io.meshee.core.node;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Mesh;
import io.meshee.api.ProcessContext;
import io.meshee.api.Request;
import io.meshee.testkit.Gate;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;

/** Joins groups, and writes down what is published there. */
@Capability("club")
class Member {

    record Join(String group) implements Serializable {}

    record Leave(String group) implements Serializable {}

    record Said(String text, int number) implements Serializable {}

    record Fail(boolean whileActivated) implements Serializable {}

    record Say(String group, Said said) implements Serializable {}

    record WhoCalls(String other) implements Serializable {}

    record WhoCallsHere() implements Serializable {}

    /** Takes its time to be decoded, if the test has put up a gate. */
    static final class Ponderous implements Serializable {

        private static final long serialVersionUID = 1L;

        /** Where the one with number 1 waits; {@code null} for no wait. */
        static volatile Gate gate;

        final int number;

        Ponderous(int number) {
            this.number = number;
        }

        private Object readResolve() {
            Gate closed = gate;
            if (closed != null && number == 1) {
                closed.pass();
            }
            return this;
        }
    }

    record Heard(String id, Said said, String principal) {}

    private final List<Object> heard;
    private final Supplier<Mesh> mesh;
    private ProcessContext self;

    Member(List<Object> heard, Supplier<Mesh> mesh) {
        this.heard = heard;
        this.mesh = mesh;
    }

    @Activate
    void activate(ProcessContext context, Fail fail) {
        self = context;
        if (fail != null) {
            self.join("failing");
            throw new IllegalStateException("as the test wants it");
        }
    }

    @Handle
    public void join(Join join) {
        self.join(join.group());
    }

    @Handle
    public void leave(Leave leave) {
        self.leave(leave.group());
    }

    @Handle
    public void hear(Said said) {
        heard.add(new Heard(self.id(), said, self.callerPrincipal().orElse("nobody")));
        heard.add(said);
    }

    @Handle
    public void hear(Ponderous said) {
        heard.add(said.number);
    }

    @Handle
    public int say(Say say) {
        return mesh.get().publish(say.group(), say.said());
    }

    @Handle
    public void fail(Fail fail) {
        throw new IllegalStateException("as the test wants it");
    }

    @Handle
    public String passivate(String ignored) {
        self.passivate();
        return ignored;
    }

    @Handle(execution = Execution.POOL)
    public String whoCalls(WhoCalls who) {
        String here = self.callerPrincipal().orElse("nobody");
        return who.other().isEmpty()
                ? here
                : here + " "
                        + mesh.get()
                                .call(Request.to(Member.class, who.other())
                                        .payload(new WhoCallsHere())
                                        .returning(String.class))
                                .value();
    }

    @Handle(execution = Execution.CALLER)
    public String whoCalls(WhoCallsHere who) {
        return self.callerPrincipal().orElse("nobody");
    }
}
