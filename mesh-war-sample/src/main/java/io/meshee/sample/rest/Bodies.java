package io.meshee.sample.rest;

import io.meshee.api.ProcessRef;
import io.meshee.sample.chat.ChatLine;
import io.meshee.sample.game.Direction;
import io.meshee.sample.game.Position;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The JSON bodies of the process resources. Those that come in know their own rules. */
public final class Bodies {

    private Bodies() {}

    /** A step in the game. */
    @Example("{\"direction\":\"up\"}")
    public record MoveBody(String direction) {

        private static final String DIRECTIONS = Arrays.stream(Direction.values())
                .map(direction -> direction.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));

        Direction parsed() {
            var name = Rules.text("direction", direction, 16);
            return Arrays.stream(Direction.values())
                    .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() ->
                            Rules.broken("direction must be one of " + DIRECTIONS + ", but was \"" + name + "\""));
        }
    }

    /** A line for a chat room. */
    @Example("{\"author\":\"ann\",\"text\":\"hello\"}")
    public record PostBody(String author, String text) {

        private static final int MAX_AUTHOR = 64;
        private static final int MAX_TEXT = 2000;

        PostBody checked() {
            Rules.text("author", author, MAX_AUTHOR);
            Rules.text("text", text, MAX_TEXT);
            return this;
        }
    }

    /** An amount to pay. */
    @Example("{\"amount\":12.5}")
    public record PaymentBody(BigDecimal amount) {

        private static final int MAX_DIGITS = 20;

        BigDecimal checked() {
            if (amount == null) {
                throw Rules.broken("amount must not be missing");
            }
            if (amount.precision() > MAX_DIGITS || Math.abs((long) amount.scale()) > MAX_DIGITS) {
                throw Rules.broken("amount must have at most " + MAX_DIGITS + " digits");
            }
            if (amount.signum() <= 0) {
                throw Rules.broken("amount must be more than zero, but was " + amount);
            }
            return amount;
        }
    }

    /** The player's state, and who told it. */
    public record GameAnswer(int score, Position position, ProcessRef process) {}

    /**
     * A cast that was taken: where it goes by the present view. It has no activation to name, for nobody waited.
     *
     * @param owner {@code null} if the room's node has just gone
     */
    public record PostAnswer(String room, int shard, String owner) {}

    /** A room's last lines, oldest first, and who told them. */
    public record ChatAnswer(String room, List<ChatLine> lines, ProcessRef process) {}

    /** An accepted payment, and who took it. */
    public record PaymentAnswer(BigDecimal amount, String authorization, ProcessRef process) {}

    /** A counter's value, and who told it. */
    public record CounterAnswer(long value, ProcessRef process) {}
}
