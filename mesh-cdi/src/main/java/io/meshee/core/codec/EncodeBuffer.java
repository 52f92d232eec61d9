package io.meshee.core.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow up to a limit and no further, so that a huge value stops early. */
final class EncodeBuffer extends OutputStream {

    /** The limit was passed. */
    static final class FullException extends IOException {

        private static final long serialVersionUID = 1L;

        FullException(String message) {
            super(message);
        }
    }

    private static final int FIRST_CAPACITY = 128;

    private final long limit;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    EncodeBuffer(long limit) {
        this.limit = limit;
    }

    @Override
    public void write(int value) throws FullException {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) throws FullException {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void writeInt(int value) throws FullException {
        reserve(Integer.BYTES);
        putInt(size, value);
        size += Integer.BYTES;
    }

    void writeLong(long value) throws FullException {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
    }

    void writeChars(String text) throws FullException {
        reserve(2L * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[size++] = (byte) (c >>> 8);
            bytes[size++] = (byte) c;
        }
    }

    int size() {
        return size;
    }

    void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(long more) throws FullException {
        long needed = size + more;
        if (needed > limit) {
            throw new FullException("more than " + limit + " bytes");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, 2L * bytes.length)));
        }
    }
}
