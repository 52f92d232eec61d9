package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.process.WorkerPool;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderedTasksTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<Integer> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger dropped = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void tasks_run_one_after_another_in_their_order() throws Exception {
        OrderedTasks tasks = new OrderedTasks(10_000, threads::execute, dropped::incrementAndGet);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int number = i;
            expected.add(i);
            assertThat(tasks.add(() -> done.add(number))).isTrue();
        }

        Eventually.until("all are done", () -> done.size() == 2000);
        assertThat(done).isEqualTo(expected);
    }

    @Test
    void no_more_wait_than_may_and_room_comes_back() throws Exception {
        OrderedTasks tasks = new OrderedTasks(2, threads::execute, dropped::incrementAndGet);
        Gate gate = new Gate();
        assertThat(tasks.add(gate::pass)).isTrue();
        assertThat(tasks.add(() -> done.add(1))).isTrue();
        assertThat(tasks.add(() -> done.add(2))).isFalse();
        gate.open();

        Eventually.until("there is room again", () -> tasks.add(() -> done.add(3)));
        Eventually.until("the last is done", () -> done.contains(3));
        assertThat(done).doesNotContain(2);
    }

    @Test
    void what_finds_no_thread_is_dropped_and_the_next_is_not() throws Exception {
        List<WorkerPool.Turn> scheduled = new ArrayList<>();
        OrderedTasks tasks = new OrderedTasks(10, scheduled::add, dropped::incrementAndGet);
        tasks.add(() -> done.add(1));
        tasks.add(() -> done.add(2));
        scheduled.remove(0).rejected();
        tasks.add(() -> done.add(3));
        scheduled.remove(0).run();

        assertThat(done).containsExactly(3);
        assertThat(dropped).hasValue(2);
    }
}
