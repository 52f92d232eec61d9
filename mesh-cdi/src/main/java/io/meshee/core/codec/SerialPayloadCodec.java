package io.meshee.core.codec;

import java.util.Objects;

/**
 * Values as bytes. {@code null}, {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code String} and
 * {@code byte[]} have short forms; an {@code Object[]} is written argument by argument; all else goes by Java
 * serialization, read behind an allow-list. Safe for any number of threads.
 */
public final class SerialPayloadCodec {

    private final ClassLoader application;
    private final long maxSize;

    /**
     * Creates the codec.
     *
     * @param application resolves the classes of what is read
     * @param maxSize the most bytes a value may take, {@code mesh.message.max-size}; at least 1
     */
    public SerialPayloadCodec(ClassLoader application, long maxSize) {
        this.application = Objects.requireNonNull(application, "application");
        if (maxSize < 1) {
            throw new IllegalArgumentException("maxSize must be at least 1, but was " + maxSize);
        }
        this.maxSize = maxSize;
    }

    /**
     * Encodes a value.
     *
     * @throws CodecException if it, or something in it, is not serializable, or it takes more than the most bytes
     */
    public byte[] encode(Object value) throws CodecException {
        return new PayloadEncoder(maxSize).encode(value);
    }

    /** Whether an encoded value has a short form: no code of an application's runs when it is decoded. */
    public static boolean isShort(byte[] encoded) {
        return encoded.length > 0 && encoded[0] >= 0 && encoded[0] < Tag.ARGUMENTS.number();
    }

    /**
     * Decodes a value; nothing of a class that is not allowed is initialized, created or run.
     *
     * @throws CodecException if the bytes are malformed, truncated or too many, name a class that is unknown here or not
     *     allowed, nest too deep, or a class cannot read itself from them
     */
    public Object decode(byte[] bytes, AllowedTypes allowed) throws CodecException {
        if (bytes.length > maxSize) {
            throw new CodecException("MESH00502: the message has " + bytes.length
                    + " bytes, more than mesh.message.max-size = " + maxSize);
        }
        return new PayloadDecoder(bytes, application, allowed).decode();
    }
}
