package io.meshee.core.view;

import io.meshee.core.wire.MalformedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the records in the directory say. One that is as it was at the last reading is not decoded again. */
final class RecordReadings {

    private record Reading(byte[] bytes, MemberRecord record) {}

    private Map<String, Reading> last = Map.of();

    Map<String, MemberRecord> of(Map<String, byte[]> members) throws MalformedException {
        Map<String, Reading> now = new HashMap<>();
        Map<String, MemberRecord> records = new HashMap<>();
        for (Map.Entry<String, byte[]> entry : members.entrySet()) {
            Reading before = last.get(entry.getKey());
            Reading reading = before != null && Arrays.equals(before.bytes, entry.getValue())
                    ? before
                    : new Reading(entry.getValue(), MemberRecord.decode(entry.getValue()));
            now.put(entry.getKey(), reading);
            records.put(entry.getKey(), reading.record);
        }
        last = now;
        return records;
    }
}
