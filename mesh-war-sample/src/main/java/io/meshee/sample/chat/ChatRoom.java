package io.meshee.sample.chat;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One room. Handlers are chosen by the payload: a post is kept, a message without payload reads the history. */
@Capability("chat")
@ProcessType(name = "chat", capability = "chat")
public class ChatRoom {

    /** How many lines a room remembers. */
    public static final int HISTORY = 100;

    private final Clock clock;
    private final Deque<ChatLine> lines = new ArrayDeque<>(HISTORY);
    private long taken;

    /** A room without history, by the node's clock. */
    public ChatRoom() {
        this(Clock.systemUTC());
    }

    ChatRoom(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a line, and forgets the oldest when the room is full. */
    @Handle
    public void post(ChatPost post) {
        if (lines.size() == HISTORY) {
            lines.removeFirst();
        }
        lines.addLast(new ChatLine(++taken, clock.instant(), post.author(), post.text()));
    }

    /** The last {@value #HISTORY} lines. */
    @Handle
    public ChatHistory history() {
        return new ChatHistory(List.copyOf(lines));
    }
}
