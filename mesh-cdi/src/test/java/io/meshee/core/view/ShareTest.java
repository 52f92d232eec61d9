package io.meshee.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareTest {

    private static final int MANY = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE / 2;

    @Test
    void is_whole_where_there_is_nobody_to_take_it_from() {
        Share share = new Share(2.5, 8);

        assertThat(share.weight()).isEqualTo(2.5);
        assertThat(share.isMoving()).isFalse();
    }

    @Test
    void rises_from_little_to_the_whole_a_step_whenever_the_last_is_settled() {
        Share share = new Share(3, 8);
        share.rise();
        List<Double> weights = new ArrayList<>(List.of(share.weight()));
        while (share.isMoving()) {
            share.move(false, MANY, 0);
            assertThat(share.weight()).isEqualTo(weights.get(weights.size() - 1));
            share.move(true, MANY, 0);
            weights.add(share.weight());
        }

        assertThat(weights).hasSize(9).isSorted();
        assertThat(weights.get(0)).isEqualTo(3.0 / 64);
        assertThat(weights.subList(6, 9)).containsExactly(3.0 * 49 / 64, 3.0, 3.0);
    }

    /** Beside two nodes of the same weight: none of the steps moves more than six in a hundred of all shards. */
    @Test
    void moves_about_as_much_at_each_step() {
        Share share = new Share(1, 8);
        share.rise();
        double owned = 0;
        for (boolean more = true; more; ) {
            more = share.isMoving();
            double owns = share.weight() / (2 + share.weight());
            assertThat(owns - owned).isLessThan(0.06);
            owned = owns;
            share.move(true, MANY, 0);
        }
        assertThat(owned).isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void takes_the_rest_at_once_where_that_moves_little() {
        Share share = new Share(1, 8);
        share.rise();

        share.move(true, 255, 0);
        assertThat(share.weight()).isEqualTo(1);
        assertThat(share.rises()).isTrue();

        share.move(true, 255, 0);
        assertThat(share.rises()).isFalse();
        assertThat(share.isMoving()).isFalse();
    }

    @Test
    void falls_step_by_step_and_is_spent_after_the_last() {
        Share share = new Share(1, 4);
        share.fall(NEVER);
        List<Double> weights = new ArrayList<>();
        while (!share.isSpent()) {
            share.move(true, MANY, 0);
            weights.add(share.weight());
        }

        assertThat(weights).containsExactly(9.0 / 16, 4.0 / 16, 1.0 / 16, 0.0);
    }

    @Test
    void goes_at_once_where_little_is_left_or_time_is_up() {
        Share ofFew = new Share(1, 4);
        ofFew.fall(NEVER);
        ofFew.move(false, 255, 0);
        assertThat(ofFew.isSpent()).isTrue();

        Share late = new Share(1, 4);
        late.fall(100);
        late.move(false, MANY, 99);
        assertThat(late.isSpent()).isFalse();
        late.move(false, MANY, 100);
        assertThat(late.isSpent()).isTrue();
    }

    @Test
    void falls_from_where_it_has_come_to() {
        Share share = new Share(1, 4);
        share.rise();
        share.move(true, MANY, 0);
        share.fall(NEVER);

        share.move(true, MANY, 0);

        assertThat(share.weight()).isEqualTo(1.0 / 16);
    }

    @Test
    void a_single_step_is_all_at_once() {
        Share share = new Share(1, 1);
        share.rise();
        assertThat(share.weight()).isEqualTo(1);
        assertThat(share.isMoving()).isFalse();

        share.fall(NEVER);
        share.move(true, MANY, 0);
        assertThat(share.isSpent()).isTrue();
    }
}
