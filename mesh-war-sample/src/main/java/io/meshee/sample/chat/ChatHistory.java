package io.meshee.sample.chat;

import java.io.Serializable;
import java.util.List;

/** The last lines of a room, oldest first. */
public record ChatHistory(List<ChatLine> lines) implements Serializable {

    /** Keeps a copy of the lines. */
    public ChatHistory {
        lines = List.copyOf(lines);
    }
}
