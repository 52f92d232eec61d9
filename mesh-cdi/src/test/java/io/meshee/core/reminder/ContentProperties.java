package io.meshee.core.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.CalendarSchedule;
import io.meshee.api.CatchUp;
import io.meshee.api.Schedule;
import io.meshee.core.wire.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ContentProperties {

    @Property
    void what_was_written_is_read(@ForAll("contents") Content content) throws Exception {
        assertThat(Content.decode(content.encode())).usingRecursiveComparison().isEqualTo(content);
    }

    @Property
    void what_was_cut_short_is_refused(@ForAll("contents") Content content, @ForAll int at) {
        byte[] bytes = content.encode();
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(at, bytes.length));

        assertThatThrownBy(() -> Content.decode(cut)).isInstanceOf(MalformedException.class);
    }

    @Property
    void garbage_is_refused_or_read_but_nothing_else_happens(@ForAll byte[] bytes) {
        try {
            assertThat(Content.decode(bytes)).isNotNull();
        } catch (MalformedException e) {
            assertThat(e).hasMessageContaining(" at byte ");
        }
    }

    @Example
    void a_stored_expression_that_is_none_is_refused() {
        Content content = new Content(
                1, CalendarSchedule.in(ZoneId.of("UTC")).hour("25"), CatchUp.SKIP, Instant.EPOCH, 0, new byte[0]);

        assertThatThrownBy(() -> Content.decode(content.encode())).isInstanceOf(MalformedException.class);
    }

    @Provide
    Arbitrary<Content> contents() {
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 200_000_000_000_000L).map(Instant::ofEpochMilli);
        Arbitrary<Schedule> schedules = Arbitraries.oneOf(
                times.map(Schedule.Once::new),
                Combinators.combine(times, Arbitraries.longs().between(1000, 1L << 41))
                        .as((first, period) -> new Schedule.Every(first, Duration.ofMillis(period))),
                Arbitraries.of("Europe/Berlin", "UTC", "+02:00")
                        .map(zone -> CalendarSchedule.in(ZoneId.of(zone)).dayOfMonth("2nd Tue")));
        return Combinators.combine(
                        Arbitraries.longs(),
                        schedules,
                        Arbitraries.of(CatchUp.class),
                        times,
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(50))
                .as(Content::new);
    }
}
