package io.meshee.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/**
 * Reads one object behind the allow-list: a class is asked for before anything of it is initialized, created or run.
 */
final class FilteredObjectInput extends ObjectInputStream {

    /** Deeper than honest messages, shallow enough for the stack of any thread. */
    static final int MAX_DEPTH = 200;

    /** The largest table a JDK collection makes room for, by entry written; and what the stream may have read ahead. */
    private static final int SLOTS_A_BYTE = 8;

    private static final int READ_AHEAD = 1024;

    private final ClassLoader application;
    private final AllowedTypes allowed;
    private final long length;
    private String refusal;

    FilteredObjectInput(InputStream in, long length, ClassLoader application, AllowedTypes allowed) throws IOException {
        super(in);
        this.application = application;
        this.allowed = allowed;
        this.length = length;
        setObjectInputFilter(this::check);
    }

    /** Why the filter refused; {@code null} if it did not. */
    String refusal() {
        return refusal;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
        return Class.forName(description.getName(), false, application);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        refusal = "MESH00504: a dynamic proxy of " + String.join(", ", interfaces) + " is not allowed in a message";
        throw new InvalidClassException(refusal);
    }

    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > MAX_DEPTH) {
            return refuse("MESH00506: the message nests deeper than " + MAX_DEPTH + " levels");
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        if (!allowed.allows(type)) {
            return refuse("MESH00504: " + type.getTypeName() + " is not allowed in a message; name it in the signature"
                    + " of a handler or a contract, in returning(...), or in mesh.serialization.allow");
        }
        if (info.arrayLength() > (length - info.streamBytes() + READ_AHEAD) * SLOTS_A_BYTE) {
            return refuse("MESH00506: the message announces " + info.arrayLength() + " elements of "
                    + type.getTypeName() + ", more than its bytes can hold");
        }
        return ObjectInputFilter.Status.ALLOWED;
    }

    private ObjectInputFilter.Status refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
        return ObjectInputFilter.Status.REJECTED;
    }
}
