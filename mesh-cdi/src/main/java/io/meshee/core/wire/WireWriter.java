package io.meshee.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Writes Mesh's format. Equal values give equal bytes: numbers have one spelling, maps are written in key order. */
public final class WireWriter {

    private byte[] bytes;
    private int length;

    /** A writer with room for a small message; it grows. */
    public WireWriter() {
        this(128);
    }

    /** A writer with the given room; it grows. */
    public WireWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** One byte. */
    public WireWriter writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A flag in one byte. */
    public WireWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /** A number of 0 or more in as few groups of seven bits as it takes. */
    public WireWriter writeVarint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        room(9);
        long rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Any number, in eight bytes. */
    public WireWriter writeLong(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A floating point number, in eight bytes. */
    public WireWriter writeDouble(double value) {
        return writeLong(Double.doubleToLongBits(value));
    }

    /** A text, with its length. */
    public WireWriter writeString(String value) {
        return writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that may be absent. */
    public WireWriter writeOptionalString(String value) {
        writeBoolean(value != null);
        return value == null ? this : writeString(value);
    }

    /** Bytes, with their length. */
    public WireWriter writeBytes(byte[] value) {
        writeVarint(value.length);
        return writeRaw(value);
    }

    /** Bytes that may be absent. */
    public WireWriter writeOptionalBytes(byte[] value) {
        writeBoolean(value != null);
        return value == null ? this : writeBytes(value);
    }

    /** Bytes as they are, without their length. */
    public WireWriter writeRaw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Texts, with their number. */
    public WireWriter writeStrings(Collection<String> values) {
        writeVarint(values.size());
        values.forEach(this::writeString);
        return this;
    }

    /** Pairs of texts in the order of their keys, with their number. */
    public WireWriter writeStrings(Map<String, String> values) {
        writeVarint(values.size());
        new TreeMap<>(values).forEach((key, value) -> writeString(key).writeString(value));
        return this;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** What was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
