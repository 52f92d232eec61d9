package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvocationTest {

    private final Message message = new Message("Type", "id", null, Duration.ofSeconds(1));

    @Test
    void a_waiting_message_starts_once() {
        assertThat(message.start()).isTrue();
        assertThat(message.start()).isFalse();
    }

    @Test
    void a_waiting_message_can_be_withdrawn_and_then_never_starts() {
        assertThat(message.withdraw()).isTrue();
        assertThat(message.start()).isFalse();
        assertThat(message.withdraw()).isFalse();
        assertThat(message.backToWaiting()).isFalse();
    }

    @Test
    void a_started_message_cannot_be_withdrawn() {
        message.start();

        assertThat(message.withdraw()).isFalse();
    }

    @Test
    void a_start_that_led_to_nothing_can_be_taken_back() {
        message.start();

        assertThat(message.backToWaiting()).isTrue();
        assertThat(message.start()).isTrue();
    }

    @Test
    void a_message_that_waits_still_waits_after_going_back() {
        assertThat(message.backToWaiting()).isTrue();
        assertThat(message.withdraw()).isTrue();
    }

    @Test
    void an_abandoned_message_goes_back_to_nobody() {
        message.start();
        message.abandon();

        assertThat(message.backToWaiting()).isFalse();
        assertThat(message.start()).isFalse();
        assertThat(message.withdraw()).isFalse();
    }

    @Test
    void a_message_that_has_not_started_cannot_be_abandoned() {
        message.abandon();

        assertThat(message.start()).isTrue();
    }
}
