package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A batch of number n has messages of correlation 10 n, 10 n + 1 and so on. */
class MovedProcessesTest {

    private static final long EPOCH = 7;

    private final MovedProcesses moved = new MovedProcesses();

    @Test
    void what_nobody_moved_is_taken() {
        Batch batch = batch(1, 0, "a", "b");

        assertThat(moved.withhold(batch, all(batch))).isEqualTo(all(batch));
    }

    @Test
    void a_process_that_moved_in_a_batch_which_is_still_under_way_moves_in_the_next() {
        Batch first = batch(1, 0, "a", "b");
        moved.withhold(first, withoutFirst(first));

        Batch second = batch(2, 1, "b", "a", "c", "a");

        assertThat(moved.withhold(second, all(second)))
                .isEqualTo(new Admission(
                        List.of(second.messages().get(0), second.messages().get(2)),
                        List.of(new Message.Moved(21, EPOCH), new Message.Moved(23, EPOCH)),
                        EPOCH));
    }

    @Test
    void what_was_withheld_is_withheld_again_while_that_is_under_way() {
        Batch first = batch(1, 0, "a");
        moved.withhold(first, withoutFirst(first));
        Batch second = batch(2, 1, "a");
        moved.withhold(second, all(second));

        Batch third = batch(3, 2, "a");

        assertThat(moved.withhold(third, all(third)).moved()).isEqualTo(List.of(new Message.Moved(30, EPOCH)));
    }

    @Test
    void once_the_sender_knows_what_moved_everything_is_taken() {
        Batch first = batch(1, 0, "a");
        moved.withhold(first, withoutFirst(first));

        Batch second = batch(2, 0, "a");

        assertThat(moved.withhold(second, all(second))).isEqualTo(all(second));
    }

    @Test
    void what_is_for_no_process_is_taken() {
        Batch first = batch(1, 0, "a");
        moved.withhold(first, withoutFirst(first));

        Batch second = new Batch(header(2, 1), List.of(new Message.Cancel(10)));

        assertThat(moved.withhold(second, all(second))).isEqualTo(all(second));
    }

    private static Admission all(Batch batch) {
        return new Admission(batch.messages(), List.of(), EPOCH);
    }

    private static Admission withoutFirst(Batch batch) {
        List<Message> messages = batch.messages();
        return new Admission(
                messages.subList(1, messages.size()),
                List.of(new Message.Moved(messages.get(0).correlation(), EPOCH)),
                EPOCH);
    }

    private static Batch batch(long number, long after, String... ids) {
        long[] correlation = {10 * number};
        return new Batch(
                header(number, after),
                Stream.of(ids).<Message>map(id -> invoke(correlation[0]++, id)).toList());
    }

    private static Batch.Header header(long number, long after) {
        return new Batch.Header("mesh", "n1", "n1-start", "n2-start", 0, number, after, "line", EPOCH);
    }

    private static Message.Invoke invoke(long correlation, String id) {
        return new Message.Invoke(
                correlation,
                true,
                new ProcessKey("work", "Worker", id),
                null,
                new byte[0],
                null,
                1,
                Map.of(),
                List.of(),
                null,
                null,
                null);
    }
}
