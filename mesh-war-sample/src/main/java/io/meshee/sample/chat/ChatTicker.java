package io.meshee.sample.chat;

import io.meshee.api.Broadcast;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was said last in all rooms, as this node has heard of it by broadcasts. */
@ApplicationScoped
public class ChatTicker {

    /** How many lines it remembers. */
    public static final int LENGTH = 20;

    private final Deque<ChatNews> latest = new ArrayDeque<>(LENGTH);

    synchronized void hear(@Observes @Broadcast("chat") ChatNews news) {
        if (latest.size() == LENGTH) {
            latest.removeFirst();
        }
        latest.addLast(news);
    }

    /** The last {@value #LENGTH} lines, oldest first. */
    public synchronized List<ChatNews> latest() {
        return List.copyOf(latest);
    }
}
