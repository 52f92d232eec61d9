package io.meshee.core.codec;

/**
 * The first byte of an encoded value: its form. Numbers are part of the wire format; integers are big-endian, and a
 * length counts bytes.
 */
enum Tag {
    /** Nothing follows. */
    NULL(0),
    /** Nothing follows. */
    TRUE(1),
    /** Nothing follows. */
    FALSE(2),
    /** 4 bytes. */
    INTEGER(3),
    /** 8 bytes. */
    LONG(4),
    /** The 8 bytes of its bits. */
    DOUBLE(5),
    /** Length, then a byte a character: text of characters up to U+00FF. */
    LATIN1(6),
    /** Length, then two bytes a UTF-16 unit: any other text, whole surrogate pairs or not. */
    UTF16(7),
    /** Length, then the bytes. */
    BYTES(8),
    /** A count of 4 bytes, then so many encoded values: the {@code Object[]} of a call with several arguments. */
    ARGUMENTS(9),
    /** Length, then a Java serialization stream. */
    SERIAL(10);

    private static final Tag[] BY_NUMBER = values();

    private final int number;

    Tag(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Tag of(int number) throws CodecException {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new CodecException("MESH00505: the message is malformed: no form has the number " + number);
        }
        return BY_NUMBER[number];
    }
}
