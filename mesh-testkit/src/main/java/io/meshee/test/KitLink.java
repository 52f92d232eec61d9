package io.meshee.test;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The way from one node to another. Each fault is for one message, the next that asks a process of the other node for
 * something; several come in the order in which they were asked for. Messages that stay on a node use no link.
 */
public final class KitLink {

    private final String from;
    private final String to;
    private final DroppedReplies repliesOfFrom;
    private final DroppedReplies repliesOfTo;
    private final Story story;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    /**
     * A way that is whole.
     *
     * @param repliesOfFrom those that go this way too
     * @param repliesOfTo those that come back
     */
    KitLink(String from, String to, DroppedReplies repliesOfFrom, DroppedReplies repliesOfTo, Story story) {
        this.from = from;
        this.to = to;
        this.repliesOfFrom = repliesOfFrom;
        this.repliesOfTo = repliesOfTo;
        this.story = story;
    }

    /** What becomes of a batch with a message that is to be harmed. */
    private interface Fault {

        boolean concerns(Message.Invoke message);

        byte[] carry(Message.Invoke message, byte[] batch, Transport.Link link)
                throws Transport.NotSentException, Transport.LostException;
    }

    /** The next message does not arrive. Its sender cannot know that: the outcome is {@code UNKNOWN}. */
    public void loseNextMessage() {
        plan("lose the next message", new AnyMessage() {
            @Override
            public byte[] carry(Message.Invoke message, byte[] batch, Transport.Link link)
                    throws Transport.LostException {
                throw lost("the message");
            }
        });
    }

    /**
     * The next call is handled, but its reply does not come back: the outcome is {@code UNKNOWN}. The call ends when the
     * handler has ended, or after 5 s of real time.
     */
    public void loseNextReply() {
        plan("lose the next reply", new Fault() {
            @Override
            public boolean concerns(Message.Invoke message) {
                return message.wantsReply();
            }

            @Override
            public byte[] carry(Message.Invoke message, byte[] batch, Transport.Link link)
                    throws Transport.NotSentException, Transport.LostException {
                repliesOfTo.drop(message.correlation(), () -> link.deliver(batch));
                throw lost("the reply");
            }
        });
    }

    /** The next message arrives twice. Mesh has to see to it that it is handled once. */
    public void deliverNextTwice() {
        plan("deliver the next message twice", new AnyMessage() {
            @Override
            public byte[] carry(Message.Invoke message, byte[] batch, Transport.Link link)
                    throws Transport.NotSentException, Transport.LostException {
                byte[] answer = link.deliver(batch);
                link.deliver(batch);
                return answer;
            }
        });
    }

    /** The next message, and what follows it on its lane, is held until it is let go on. */
    public HeldMessage holdNextMessage() {
        HeldMessage held = new HeldMessage();
        plan("hold the next message", new AnyMessage() {
            @Override
            public byte[] carry(Message.Invoke message, byte[] batch, Transport.Link link)
                    throws Transport.NotSentException, Transport.LostException {
                held.pass();
                return link.deliver(batch);
            }
        });
        return held;
    }

    /**
     * Nothing gets through any more in this direction, neither messages nor replies. Calls are tried again until their
     * time-out, and have the outcome {@code NOT_EXECUTED} then.
     */
    public void cut() {
        story.tell(this + " is cut");
        cut = true;
    }

    /** What was cut is whole again; faults that were asked for and have not come are forgotten. */
    public void restore() {
        story.tell(this + " is restored");
        cut = false;
        faults.clear();
    }

    /** How many faults were asked for and have not come yet. */
    public int faultsLeft() {
        return faults.size();
    }

    @Override
    public String toString() {
        return "the link from " + from + " to " + to;
    }

    byte[] carry(byte[] batch, Transport.Link link) throws Transport.NotSentException, Transport.LostException {
        if (cut) {
            throw new Transport.NotSentException(this + " is cut, as the test wants it", null);
        }
        byte[] rest = repliesOfFrom.takeOut(batch);
        if (rest == null) {
            throw lost("the reply");
        }
        for (Message.Invoke message : faults.isEmpty() ? List.<Message.Invoke>of() : messagesIn(rest)) {
            Fault fault = next(message);
            if (fault != null) {
                return fault.carry(message, rest, link);
            }
        }
        return link.deliver(rest);
    }

    private void plan(String what, Fault fault) {
        story.tell(this + " is to " + what);
        faults.add(fault);
    }

    private Fault next(Message.Invoke message) {
        Iterator<Fault> planned = faults.iterator();
        if (planned.hasNext()) {
            Fault fault = planned.next();
            if (fault.concerns(message) && faults.remove(fault)) {
                story.tell(this + " harms a message to " + message.process());
                return fault;
            }
        }
        return null;
    }

    private Transport.LostException lost(String what) {
        return new Transport.LostException(what + " was lost on " + this + ", as the test wants it", null);
    }

    private static List<Message.Invoke> messagesIn(byte[] bytes) {
        return read(bytes).messages().stream()
                .filter(Message.Invoke.class::isInstance)
                .map(Message.Invoke.class::cast)
                .toList();
    }

    static Batch read(byte[] bytes) {
        try {
            return WireFormat.decodeBatch(bytes);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private abstract static class AnyMessage implements Fault {

        @Override
        public boolean concerns(Message.Invoke message) {
            return true;
        }
    }
}
