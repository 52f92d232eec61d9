package io.meshee.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void whatIsAsItWasIsNotTold() {
        List<String> told = new ArrayList<>();
        AtomicInteger subject = new AtomicInteger(1);
        Changes<Integer> changes = new Changes<>(subject::get, (before, now) -> told.add(before + " to " + now));

        changes.look();
        changes.look();
        subject.set(2);
        changes.look();

        assertThat(told).containsExactly("null to 1", "1 to 2");
    }

    @Test
    void noThreadTellsWhatIsOver() throws Exception {
        AtomicInteger subject = new AtomicInteger();
        AtomicInteger backwards = new AtomicInteger();
        Changes<Integer> changes = new Changes<>(subject::incrementAndGet, (before, now) -> {
            if (before != null && before > now) {
                backwards.incrementAndGet();
            }
        });
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 200_000; i++) {
                    changes.look();
                }
            }));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(30, TimeUnit.SECONDS);
        }

        assertThat(backwards).hasValue(0);
        assertThat(subject).hasValue(800_000);
    }
}
