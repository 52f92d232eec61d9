package io.meshee.ejb.persistence;

import io.meshee.api.ProcessKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a process is found in a table: by a digest, for its names may be longer than an index takes, and hold characters
 * that a database's text cannot.
 */
record RowKey(String mesh, ProcessKey process) {

    private static final int READABLE = 1000;

    /** 64 hexadecimal digits; another for each mesh, capability, type and id. */
    String digest() {
        return digest(mesh, process.capability(), process.type(), process.id());
    }

    /** The same for a reminder of the process. */
    String reminder(String name) {
        return digest(mesh, process.capability(), process.type(), process.id(), name);
    }

    /** The same for all processes of a capability. */
    static String capability(String mesh, String capability) {
        return digest(mesh, capability);
    }

    private static String digest(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            // lengths before parts, and UTF-16 as it is: neither borders nor lone surrogates are lost
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * part.length())
                    .putInt(part.length());
            part.chars().forEach(c -> bytes.putChar((char) c));
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The process's names, cut to 1000 characters, with what is not plain text written as in Java. */
    String readable() {
        return plain(process.capability() + "/" + process.type() + "/" + process.id());
    }

    /** The same with a reminder's name. */
    String readable(String reminder) {
        return plain(process.capability() + "/" + process.type() + "/" + process.id() + "/" + reminder);
    }

    private static String plain(String names) {
        StringBuilder plain = new StringBuilder();
        names.codePoints().forEach(point -> append(plain, point));
        return plain.length() <= READABLE ? plain.toString() : plain.substring(0, READABLE);
    }

    private static void append(StringBuilder plain, int point) {
        if (point < ' ' || point > Character.MAX_VALUE || Character.isSurrogate((char) point)) {
            for (char c : Character.toChars(point)) {
                plain.append(String.format("\\u%04x", (int) c));
            }
        } else {
            plain.append((char) point);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
