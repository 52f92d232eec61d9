package io.meshee.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BelongingsTest {

    private final List<String> ended = new ArrayList<>();
    private final Belongings belongings = Belongings.endedWithThisJvm();

    @Test
    void theLatestIsEndedFirstAndEachOnce() {
        AutoCloseable second = () -> ended.add("second");
        belongings.add(() -> ended.add("first"));
        belongings.add(second);
        belongings.add(() -> ended.add("third"));
        belongings.end(second);
        belongings.close();
        belongings.close();
        assertThat(ended).containsExactly("second", "third", "first");
    }

    @Test
    void whatDoesNotEndWellKeepsNoOtherFromItsEnd() {
        belongings.add(() -> ended.add("first"));
        belongings.add(() -> {
            throw new IOException("it hangs");
        });
        belongings.close();
        assertThat(ended).containsExactly("first");
    }
}
