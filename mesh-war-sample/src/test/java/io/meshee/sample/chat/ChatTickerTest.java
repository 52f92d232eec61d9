package io.meshee.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatTickerTest {

    @Test
    void theTickerTellsTheLastLinesOldestFirst() {
        var ticker = new ChatTicker();
        IntStream.rangeClosed(1, ChatTicker.LENGTH + 1)
                .forEach(i -> ticker.hear(new ChatNews("lobby", "ann", "line " + i)));

        assertThat(ticker.latest()).hasSize(ChatTicker.LENGTH);
        assertThat(ticker.latest().get(0).text()).isEqualTo("line 2");
        assertThat(ticker.latest().get(ChatTicker.LENGTH - 1).text()).isEqualTo("line " + (ChatTicker.LENGTH + 1));
    }
}
