package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Time passes only in the pauses. */
class GoodbyeTest {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private long now = Long.MAX_VALUE - 50 * MILLISECOND; // the clock may wrap around meanwhile
    private long passed;
    private long received;
    private long unsent;
    private long unanswered;

    @Test
    void a_node_of_which_nobody_wants_anything_goes_after_a_tenth_of_a_second() {
        say(() -> {});

        assertThat(passed).isEqualTo(100 * MILLISECOND);
    }

    @Test
    void it_stays_as_long_as_messages_come() {
        say(() -> received += passed < 400 * MILLISECOND ? 1 : 0);

        assertThat(passed).isEqualTo(400 * MILLISECOND);
    }

    @Test
    void it_stays_until_its_own_messages_are_sent() {
        unsent = 3;
        say(() -> unsent--);

        assertThat(passed).isEqualTo(300 * MILLISECOND);
    }

    @Test
    void it_goes_after_a_second_whatever_comes() {
        unsent = 1;
        say(() -> received++);

        assertThat(passed).isEqualTo(1000 * MILLISECOND);
    }

    @Test
    void it_stays_for_the_answers_to_its_own_calls_even_longer() {
        unanswered = 2;
        say(() -> unanswered -= passed == 1800 * MILLISECOND || passed == 2500 * MILLISECOND ? 1 : 0);

        assertThat(passed).isEqualTo(2500 * MILLISECOND);
    }

    @Test
    void it_does_not_wait_for_answers_for_ever() {
        unanswered = 1;
        say(() -> {});

        assertThat(passed).isEqualTo(3000 * MILLISECOND);
    }

    private void say(Runnable meanwhile) {
        new Goodbye(() -> received, () -> unsent, () -> unanswered, 3000 * MILLISECOND, () -> now, nanos -> {
                    now += nanos;
                    passed += nanos;
                    meanwhile.run();
                })
                .say();
    }
}
