package io.meshee.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ProcessContext;
import io.meshee.api.Reminder;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatRoomTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final ChatRoom room = new ChatRoom(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aLineIsKeptWithItsNumberAndTheTimeOfTheRoom() {
        room.post(new ChatPost("ann", "hello"));

        assertThat(room.history().lines()).containsExactly(new ChatLine(1, NOON, "ann", "hello"));
    }

    @Test
    void linesAreToldOldestFirst() {
        room.post(new ChatPost("ann", "first"));
        room.post(new ChatPost("bob", "second"));

        assertThat(room.history().lines()).extracting(ChatLine::text).containsExactly("first", "second");
    }

    @Test
    void aFullRoomForgetsItsOldestLine() {
        IntStream.rangeClosed(1, ChatRoom.HISTORY + 1).forEach(i -> room.post(new ChatPost("ann", "line " + i)));

        var lines = room.history().lines();

        assertThat(lines).hasSize(ChatRoom.HISTORY);
        assertThat(lines.get(0).number()).isEqualTo(2);
        assertThat(lines.get(ChatRoom.HISTORY - 1).number()).isEqualTo(ChatRoom.HISTORY + 1L);
    }

    @Test
    void aHistoryDoesNotChangeWithTheRoom() {
        room.post(new ChatPost("ann", "hello"));
        var before = room.history();

        room.post(new ChatPost("ann", "more"));

        assertThat(before.lines()).hasSize(1);
    }

    @Test
    void aLineThatAsksForItIsSaidAgainLater() {
        var reminders = new ArrayList<Reminder>();
        room.activate(contextThatRecords(reminders));

        room.post(new ChatPost("ann", "/remind 90 tea is ready"));
        room.post(new ChatPost("ann", "/remind me"));

        assertThat(reminders)
                .containsExactly(Reminder.once(
                        "ann at 2026-11-22T12:01:30Z", NOON.plusSeconds(90), new ChatPost("ann", "tea is ready")));
        assertThat(room.history().lines()).hasSize(2);
    }

    private static ProcessContext contextThatRecords(List<Reminder> reminders) {
        return (ProcessContext) Proxy.newProxyInstance(
                ChatRoomTest.class.getClassLoader(),
                new Class<?>[] {ProcessContext.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("remind");
                    reminders.add((Reminder) arguments[0]);
                    return null;
                });
    }
}
