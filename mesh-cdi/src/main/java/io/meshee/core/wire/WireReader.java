package io.meshee.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Mesh's format. Every length is checked against what is there before anything is allocated. */
public final class WireReader {

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads the bytes from their beginning. */
    public WireReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** One byte, 0 to 255. */
    public int readByte() throws MalformedException {
        need(1);
        return bytes[position++] & 0xff;
    }

    /** A flag. */
    public boolean readBoolean() throws MalformedException {
        int value = readByte();
        if (value > 1) {
            throw malformed("a flag of " + value);
        }
        return value == 1;
    }

    /** A number of 0 or more. */
    public long readVarint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw malformed("a number longer than it needs to be");
                }
                return value;
            }
        }
        throw malformed("a number of more than 63 bits");
    }

    /** A number from 0 to the given greatest one. */
    public int readInt(int greatest) throws MalformedException {
        long value = readVarint();
        if (value > greatest) {
            throw malformed(value + " where at most " + greatest + " is allowed");
        }
        return (int) value;
    }

    /** Any number, from eight bytes. */
    public long readLong() throws MalformedException {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** A floating point number, from eight bytes. */
    public double readDouble() throws MalformedException {
        return Double.longBitsToDouble(readLong());
    }

    /** A text. */
    public String readString() throws MalformedException {
        int size = readSize();
        int from = position;
        position += size;
        for (int i = from; i < position; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(from, size);
            }
        }
        return new String(bytes, from, size, StandardCharsets.ISO_8859_1);
    }

    /** A text, or {@code null} if it is absent. */
    public String readOptionalString() throws MalformedException {
        return readBoolean() ? readString() : null;
    }

    /** Bytes. */
    public byte[] readBytes() throws MalformedException {
        int size = readSize();
        position += size;
        return Arrays.copyOfRange(bytes, position - size, position);
    }

    /** Bytes, or {@code null} if they are absent. */
    public byte[] readOptionalBytes() throws MalformedException {
        return readBoolean() ? readBytes() : null;
    }

    /** The number of the elements that follow, each at least one byte long. */
    public int readCount() throws MalformedException {
        return readSize();
    }

    /** Texts. */
    public List<String> readStringList() throws MalformedException {
        int count = readCount();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(readString());
        }
        return values;
    }

    /** Pairs of texts. */
    public Map<String, String> readStringMap() throws MalformedException {
        int count = readCount();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            values.put(readString(), readString());
        }
        return values;
    }

    /** How many bytes have not been read. */
    public int remaining() {
        return end - position;
    }

    /** Fails unless everything was read. */
    public void requireEnd() throws MalformedException {
        if (position != end) {
            throw malformed((end - position) + " bytes too many");
        }
    }

    /** What is wrong, with the place. */
    public MalformedException malformed(String what) {
        return new MalformedException(what + " at byte " + position + " of " + end);
    }

    private int readSize() throws MalformedException {
        long size = readVarint();
        if (size > end - position) {
            throw malformed("a length of " + size);
        }
        return (int) size;
    }

    private String decodeUtf8(int from, int size) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, size))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("a text that is not UTF-8");
        }
    }

    private void need(int count) throws MalformedException {
        if (end - position < count) {
            throw malformed("the end");
        }
    }
}
