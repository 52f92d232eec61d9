package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueBudgetTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 1000, 100_000})
    void exactly_as_many_places_are_there_as_it_was_given(int all) {
        QueueBudget budget = new QueueBudget(all);

        for (int i = 0; i < all; i++) {
            assertThat(budget.take()).isTrue();
        }

        assertThat(budget.take()).isFalse();
        assertThat(budget.taken()).isEqualTo(all);
        budget.give();
        assertThat(budget.taken()).isEqualTo(all - 1);
        assertThat(budget.take()).isTrue();
    }

    @Test
    void a_place_that_another_thread_gave_back_is_found() throws Exception {
        QueueBudget budget = new QueueBudget(3);
        for (int i = 0; i < 3; i++) {
            budget.take();
        }

        for (int i = 0; i < 40; i++) {
            inAnotherThread(budget::give);
            assertThat(budget.take()).isTrue();
        }
    }

    @Test
    void threads_that_take_and_give_never_have_more_than_all_and_leave_all_behind() throws Exception {
        int all = 100;
        QueueBudget budget = new QueueBudget(all);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 2000; round++) {
                    int own = 0;
                    while (own < 40 && budget.take()) {
                        own++;
                        most.accumulateAndGet(held.incrementAndGet(), Math::max);
                    }
                    for (; own > 0; own--) {
                        held.decrementAndGet();
                        budget.give();
                    }
                }
            }));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(20, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isBetween(1, all);
        assertThat(budget.taken()).isZero();
    }

    private static void inAnotherThread(Runnable action) throws InterruptedException {
        Thread thread = new Thread(action);
        thread.start();
        thread.join();
    }
}
