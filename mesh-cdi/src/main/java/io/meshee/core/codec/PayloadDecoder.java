package io.meshee.core.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads one value and demands that nothing is left. */
final class PayloadDecoder {

    private final byte[] bytes;
    private final ByteBuffer in;
    private final ClassLoader application;
    private final AllowedTypes allowed;

    PayloadDecoder(byte[] bytes, ClassLoader application, AllowedTypes allowed) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
        this.application = application;
        this.allowed = allowed;
    }

    Object decode() throws CodecException {
        Tag tag = readTag();
        Object value = tag == Tag.ARGUMENTS ? readArguments() : read(tag);
        if (in.hasRemaining()) {
            throw malformed(in.remaining() + " bytes follow its end");
        }
        return value;
    }

    private Object[] readArguments() throws CodecException {
        int count = need(Integer.BYTES).getInt();
        if (count < 0 || count > in.remaining()) {
            throw malformed("it announces " + count + " arguments and has " + in.remaining() + " bytes left");
        }
        Object[] arguments = new Object[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = read(readTag());
        }
        return arguments;
    }

    private Object read(Tag tag) throws CodecException {
        return switch (tag) {
            case NULL -> null;
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case INTEGER -> need(Integer.BYTES).getInt();
            case LONG -> need(Long.BYTES).getLong();
            case DOUBLE -> Double.longBitsToDouble(need(Long.BYTES).getLong());
            case LATIN1 -> new String(readBytes(), StandardCharsets.ISO_8859_1);
            case UTF16 -> readChars();
            case BYTES -> readBytes();
            case SERIAL -> readSerial();
            case ARGUMENTS -> throw malformed("arguments stand inside arguments");
        };
    }

    private Tag readTag() throws CodecException {
        return Tag.of(need(1).get());
    }

    private String readChars() throws CodecException {
        int length = readLength();
        if (length % 2 != 0) {
            throw malformed("a text of two bytes a character has " + length + " bytes");
        }
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.getChar();
        }
        return new String(chars);
    }

    private byte[] readBytes() throws CodecException {
        byte[] value = new byte[readLength()];
        in.get(value);
        return value;
    }

    private Object readSerial() throws CodecException {
        int length = readLength();
        ByteArrayInputStream source = new ByteArrayInputStream(bytes, in.position(), length);
        in.position(in.position() + length);
        Object value = readSerial(source, length);
        if (source.available() > 0) {
            throw malformed(source.available() + " bytes follow an object's end");
        }
        return value;
    }

    private Object readSerial(ByteArrayInputStream source, int length) throws CodecException {
        FilteredObjectInput objects;
        try {
            objects = new FilteredObjectInput(source, length, application, allowed);
        } catch (IOException notAStream) {
            throw malformed(notAStream.toString(), notAStream);
        }
        try (objects) {
            return objects.readObject();
        } catch (ClassNotFoundException unknown) {
            throw new CodecException(
                    "MESH00507: class " + unknown.getMessage() + " is unknown to this application", unknown);
        } catch (StackOverflowError deep) {
            throw new CodecException("MESH00506: the message nests too deep to be read", deep);
        } catch (Exception | LinkageError | AssertionError | InternalError failure) { // the last from JDK collections
            if (objects.refusal() != null) {
                throw new CodecException(objects.refusal(), failure);
            }
            throw malformed(failure.toString(), failure);
        }
    }

    private int readLength() throws CodecException {
        int length = need(Integer.BYTES).getInt();
        if (length < 0) {
            throw malformed("it announces a length of " + length);
        }
        need(length);
        return length;
    }

    private ByteBuffer need(int count) throws CodecException {
        if (in.remaining() < count) {
            throw malformed("it ends " + (count - in.remaining()) + " bytes early");
        }
        return in;
    }

    private static CodecException malformed(String why) {
        return new CodecException("MESH00505: the message is malformed: " + why);
    }

    private static CodecException malformed(String why, Throwable cause) {
        return new CodecException("MESH00505: the message is malformed: " + why, cause);
    }
}
