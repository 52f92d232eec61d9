package io.meshee.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ClusterView.State;
import io.meshee.api.MeshNotRunningException;
import io.meshee.core.Errors;
import io.meshee.core.view.View.ViewMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedViewsTest {

    private static final Liveness BOTH = Records.alive("n1", "n2");

    private final AwaitedViews awaited = new AwaitedViews();
    private final CompletableFuture<View> done = new CompletableFuture<>();
    private final MemberRecord n1 = Records.record("n1", State.UP);
    private final MemberRecord n2 = Records.record("n2", State.UP);

    @Test
    void a_view_is_reached_only_once_every_member_works_by_it() {
        View view = view(3, new ViewMember(n1.node(), false), new ViewMember(n2.node(), false));
        awaited.add(reached -> true, done);

        awaited.complete(view, Map.of("n1", n1.seen("line", 3), "n2", n2.seen("line", 2)), BOTH);
        assertThat(done).isNotDone();
        awaited.complete(view, Map.of("n1", n1.seen("line", 3), "n2", n2.seen("other line", 3)), BOTH);
        assertThat(done).isNotDone();
        awaited.complete(view, Map.of("n1", n1.seen("line", 3)), BOTH);
        assertThat(done).isNotDone();

        awaited.complete(view, Map.of("n1", n1.seen("line", 3), "n2", n2.seen("line", 3)), BOTH);
        assertThat(done).isCompletedWithValue(view);
    }

    @Test
    void a_leaving_member_whose_record_is_gone_need_not_know_the_view() {
        View view = view(3, new ViewMember(n1.node(), false), new ViewMember(n2.node(), true));
        awaited.add(reached -> true, done);

        awaited.complete(view, Map.of("n1", n1.seen("line", 3)), BOTH);

        assertThat(done).isCompletedWithValue(view);
    }

    @Test
    void a_member_that_has_ended_need_not_know_the_view() {
        View view = view(3, new ViewMember(n1.node(), true), new ViewMember(n2.node(), false));
        awaited.add(reached -> true, done);

        awaited.complete(view, Map.of("n1", n1.seen("line", 3)), BOTH);
        assertThat(done).isNotDone();
        awaited.complete(view, Map.of("n1", n1.seen("line", 3)), Records.alive("n1"));

        assertThat(done).isCompletedWithValue(view);
    }

    @Test
    void another_view_than_the_awaited_one_completes_nothing() {
        View view = view(3, new ViewMember(n1.node(), false));
        awaited.add(reached -> reached.epoch() > 3, done);

        awaited.complete(view, Map.of("n1", n1.seen("line", 3)), BOTH);

        assertThat(done).isNotDone();
    }

    @Test
    void nobody_waits_for_a_node_that_has_stopped() {
        awaited.add(reached -> true, done);

        awaited.fail(Errors.stopped("n1"));

        assertThat(done)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(MeshNotRunningException.class);
    }

    private static View view(long epoch, ViewMember... members) {
        return new View("line", epoch, List.of(members), List.of());
    }
}
