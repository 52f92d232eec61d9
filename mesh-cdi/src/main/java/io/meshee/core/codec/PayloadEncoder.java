package io.meshee.core.codec;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one value. */
final class PayloadEncoder {

    private static final int LATIN1_MAX = 0xFF;

    private final long maxSize;
    private final EncodeBuffer buffer;

    PayloadEncoder(long maxSize) {
        this.maxSize = maxSize;
        this.buffer = new EncodeBuffer(Math.min(maxSize, Integer.MAX_VALUE - 16));
    }

    byte[] encode(Object value) throws CodecException {
        try {
            if (value != null && value.getClass() == Object[].class) {
                writeArguments((Object[]) value);
            } else {
                write(value);
            }
            return buffer.toByteArray();
        } catch (EncodeBuffer.FullException full) {
            throw new CodecException(
                    "MESH00502: " + describe(value) + " takes more than mesh.message.max-size = " + maxSize + " bytes",
                    full);
        } catch (NotSerializableException notSerializable) {
            throw new CodecException(
                    "MESH00501: " + describe(value) + " cannot be encoded: " + notSerializable.getMessage()
                            + " is not java.io.Serializable",
                    notSerializable);
        } catch (StackOverflowError deep) {
            throw new CodecException("MESH00506: " + describe(value) + " nests too deep to be encoded", deep);
        } catch (IOException | RuntimeException | LinkageError failure) {
            throw new CodecException("MESH00503: " + describe(value) + " cannot be encoded: " + failure, failure);
        }
    }

    private void writeArguments(Object[] arguments) throws IOException {
        buffer.write(Tag.ARGUMENTS.number());
        buffer.writeInt(arguments.length);
        for (Object argument : arguments) {
            write(argument);
        }
    }

    private void write(Object value) throws IOException {
        if (value == null) {
            buffer.write(Tag.NULL.number());
        } else if (value instanceof String text) {
            writeText(text);
        } else if (value instanceof Integer number) {
            buffer.write(Tag.INTEGER.number());
            buffer.writeInt(number);
        } else if (value instanceof Long number) {
            buffer.write(Tag.LONG.number());
            buffer.writeLong(number);
        } else if (value instanceof Double number) {
            buffer.write(Tag.DOUBLE.number());
            buffer.writeLong(Double.doubleToRawLongBits(number));
        } else if (value instanceof Boolean truth) {
            buffer.write((truth ? Tag.TRUE : Tag.FALSE).number());
        } else if (value instanceof byte[] bytes) {
            buffer.write(Tag.BYTES.number());
            buffer.writeInt(bytes.length);
            buffer.write(bytes, 0, bytes.length);
        } else {
            writeSerial(value);
        }
    }

    private void writeText(String text) throws IOException {
        if (isLatin1(text)) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            buffer.write(Tag.LATIN1.number());
            buffer.writeInt(bytes.length);
            buffer.write(bytes, 0, bytes.length);
        } else {
            buffer.write(Tag.UTF16.number());
            buffer.writeInt(Math.multiplyExact(2, text.length()));
            buffer.writeChars(text);
        }
    }

    private void writeSerial(Object value) throws IOException {
        buffer.write(Tag.SERIAL.number());
        int length = buffer.size();
        buffer.writeInt(0);
        try (ObjectOutputStream out = new ObjectOutputStream(buffer)) {
            out.writeObject(value);
        }
        buffer.putInt(length, buffer.size() - length - Integer.BYTES);
    }

    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LATIN1_MAX) {
                return false;
            }
        }
        return true;
    }

    private static String describe(Object value) {
        return value == null ? "null" : value.getClass().getTypeName();
    }
}
