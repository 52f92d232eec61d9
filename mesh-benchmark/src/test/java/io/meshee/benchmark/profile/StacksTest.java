package io.meshee.benchmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.benchmark.profile.Stacks.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class StacksTest {

    @Test
    void aSampleCountsForTheInnermostFrameWhereverItWasCalledFrom() {
        Stacks stacks = Stacks.of(List.of("main;a;b 3", "main;b 4", "main 2", "main;a;operator new 1"));
        assertThat(stacks.samples()).isEqualTo(10);
        assertThat(stacks.frames())
                .containsExactly(new Frame("b", 7), new Frame("main", 2), new Frame("operator new", 1));
        assertThat(stacks.share(stacks.frames().get(0))).isEqualTo(0.7);
    }

    @Test
    void aJvmThatDidNothingHasNoFrames() {
        assertThat(Stacks.of(List.of())).isEqualTo(new Stacks(0, List.of()));
    }
}
