package io.meshee.core.reminder;

import io.meshee.api.CalendarSchedule;
import io.meshee.api.CatchUp;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.Schedule;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What a store keeps of a reminder besides its name and when to look at it.
 *
 * @param series names this very setting of it
 * @param time the time for which it is to fire next
 * @param attempts how often that was tried in vain
 * @param payload encoded
 */
record Content(long series, Schedule schedule, CatchUp catchUp, Instant time, int attempts, byte[] payload) {

    private static final int FORMAT = 1;
    private static final int ONCE = 0;
    private static final int EVERY = 1;
    private static final int CALENDAR = 2;

    Content at(Instant next) {
        return new Content(series, schedule, catchUp, next, 0, payload);
    }

    Content triedOnceMore() {
        return new Content(series, schedule, catchUp, time, attempts + 1, payload);
    }

    byte[] encode() {
        WireWriter out = new WireWriter(128 + payload.length)
                .writeByte(FORMAT)
                .writeLong(series)
                .writeByte(catchUp.ordinal())
                .writeLong(time.toEpochMilli())
                .writeVarint(attempts);
        if (schedule instanceof Schedule.Once once) {
            out.writeByte(ONCE).writeLong(once.at().toEpochMilli());
        } else if (schedule instanceof Schedule.Every every) {
            out.writeByte(EVERY)
                    .writeLong(every.first().toEpochMilli())
                    .writeVarint(every.period().toMillis());
        } else if (schedule instanceof CalendarSchedule calendar) {
            out.writeByte(CALENDAR)
                    .writeString(calendar.second())
                    .writeString(calendar.minute())
                    .writeString(calendar.hour())
                    .writeString(calendar.dayOfMonth())
                    .writeString(calendar.month())
                    .writeString(calendar.dayOfWeek())
                    .writeString(calendar.year())
                    .writeString(calendar.zone().getId());
        }
        return out.writeBytes(payload).toByteArray();
    }

    static Content decode(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        if (in.readByte() != FORMAT) {
            throw in.malformed("another format");
        }
        long series = in.readLong();
        int catchUp = in.readByte();
        if (catchUp >= CatchUp.values().length) {
            throw in.malformed("a catch-up policy of " + catchUp);
        }
        Instant time = Instant.ofEpochMilli(in.readLong());
        int attempts = in.readInt(Integer.MAX_VALUE);
        Schedule schedule = schedule(in);
        byte[] payload = in.readBytes();
        in.requireEnd();
        return new Content(series, schedule, CatchUp.values()[catchUp], time, attempts, payload);
    }

    private static Schedule schedule(WireReader in) throws MalformedException {
        int kind = in.readByte();
        try {
            Schedule schedule = switch (kind) {
                case ONCE -> new Schedule.Once(Instant.ofEpochMilli(in.readLong()));
                case EVERY ->
                    new Schedule.Every(Instant.ofEpochMilli(in.readLong()), Duration.ofMillis(in.readVarint()));
                case CALENDAR ->
                    new CalendarSchedule(
                            in.readString(),
                            in.readString(),
                            in.readString(),
                            in.readString(),
                            in.readString(),
                            in.readString(),
                            in.readString(),
                            ZoneId.of(in.readString()));
                default -> throw in.malformed("a schedule of kind " + kind);
            };
            Times.of(schedule);
            return schedule;
        } catch (InvalidRequestException | DateTimeException | IllegalArgumentException e) {
            throw in.malformed("a schedule that is not one: " + e.getMessage());
        }
    }
}
