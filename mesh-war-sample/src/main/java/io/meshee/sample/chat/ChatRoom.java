package io.meshee.sample.chat;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessType;
import io.meshee.api.Reminder;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** One room. Handlers are chosen by the payload: a post is kept, a message without payload reads the history. */
@Capability("chat")
@ProcessType(name = "chat", capability = "chat")
public class ChatRoom {

    /** How many lines a room remembers. */
    public static final int HISTORY = 100;

    /** {@code /remind 90 tea}: says "tea" after 90 seconds. */
    private static final Pattern REMIND = Pattern.compile("/remind (\\d{1,7}) (.+)", Pattern.DOTALL);

    private final Clock clock;
    private final Deque<ChatLine> lines = new ArrayDeque<>(HISTORY);
    private long taken;
    private ProcessContext self;

    /** A room without history, by the node's clock. */
    public ChatRoom() {
        this(Clock.systemUTC());
    }

    ChatRoom(Clock clock) {
        this.clock = clock;
    }

    /** Notes which room it is. */
    @Activate
    void activate(ProcessContext context) {
        self = context;
    }

    /** Keeps a line, and forgets the oldest when the room is full. One that asks for it is said again later. */
    @Handle
    public void post(ChatPost post) {
        var remind = REMIND.matcher(post.text());
        if (remind.matches()) {
            var at = clock.instant().plusSeconds(Long.parseLong(remind.group(1)));
            self.remind(Reminder.once(post.author() + " at " + at, at, new ChatPost(post.author(), remind.group(2))));
        }
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
