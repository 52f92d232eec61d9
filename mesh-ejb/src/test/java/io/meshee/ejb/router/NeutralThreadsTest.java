package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NeutralThreadsTest {

    private static final InheritableThreadLocal<String> CONTEXT = new InheritableThreadLocal<>();

    private final NeutralThreads threads = new NeutralThreads(Executors.defaultThreadFactory());

    @AfterEach
    void close() {
        CONTEXT.remove();
        threads.close();
    }

    @Test
    void a_thread_inherits_nothing_from_the_caller_that_needs_it() throws Exception {
        CONTEXT.set("the caller's");

        assertThat(contextOfNewThread()).isNull();
    }

    @Test
    void a_thread_that_is_needed_at_the_very_end_can_be_had() throws Exception {
        threads.close();

        assertThat(contextOfNewThread()).isNull();
    }

    @Test
    void an_interrupted_caller_gets_its_thread_and_stays_interrupted() throws Exception {
        Thread.currentThread().interrupt();
        Thread made = threads.newThread(() -> {});

        assertThat(Thread.interrupted()).isTrue();
        assertThat(made.getState()).isEqualTo(Thread.State.NEW);
    }

    private String contextOfNewThread() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        threads.newThread(() -> seen.complete(CONTEXT.get())).start();
        return seen.get(15, TimeUnit.SECONDS);
    }
}
