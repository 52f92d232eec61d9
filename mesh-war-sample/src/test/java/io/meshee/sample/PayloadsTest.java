package io.meshee.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.sample.chat.ChatHistory;
import io.meshee.sample.chat.ChatLine;
import io.meshee.sample.chat.ChatPost;
import io.meshee.sample.counter.Increment;
import io.meshee.sample.game.Direction;
import io.meshee.sample.game.GameState;
import io.meshee.sample.game.Move;
import io.meshee.sample.game.Position;
import io.meshee.sample.payment.Charge;
import io.meshee.sample.payment.PaymentDeclinedException;
import io.meshee.sample.payment.Receipt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadsTest {

    static Stream<Object> payloads() {
        return Stream.of(
                new Move(Direction.LEFT),
                new GameState(3, new Position(1, -2)),
                new ChatPost("ann", "hello"),
                new ChatHistory(List.of(new ChatLine(1, Instant.EPOCH, "ann", "hello"))),
                new Charge(new BigDecimal("12.5")),
                new Receipt(new BigDecimal("12.5"), "a-1"),
                new Increment(1));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyPayloadAndReplyCrossesToAnotherNodeUnchanged(Object payload) throws Exception {
        assertThat(copied(payload)).isEqualTo(payload);
    }

    @Test
    void aDeclineKeepsItsMessageAndItsLimitOnTheWay() throws Exception {
        var declined = (PaymentDeclinedException)
                copied(new PaymentDeclinedException(new BigDecimal("2000"), new BigDecimal("1000")));

        assertThat(declined).hasMessage("The amount 2000 is over the limit of 1000");
        assertThat(declined.limit()).isEqualTo(new BigDecimal("1000"));
    }

    private static Object copied(Object original) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
