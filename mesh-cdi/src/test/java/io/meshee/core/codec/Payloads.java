package io.meshee.core.codec;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What an application might send, and what an attacker might. */
final class Payloads {

    private Payloads() {}

    record Order(String id, List<Line> lines, Map<String, Rank> ranks) implements Serializable {}

    record Line(String article, int count) implements Serializable {}

    record Box<T>(T content) implements Serializable {}

    enum Rank {
        LOW,
        HIGH {
            @Override
            boolean top() {
                return true;
            }
        };

        boolean top() {
            return false;
        }
    }

    sealed interface Shape extends Serializable permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(Side side) implements Shape {}

    record Side(double length) implements Serializable {}

    static final class NotSerializable {}

    record Holder(String name, NotSerializable content) implements Serializable {}

    /** Says if any of its code ran; the flag is kept elsewhere, since to read it here would run it. */
    static final class Traces {

        static final AtomicBoolean INITIALIZED = new AtomicBoolean();
        static final AtomicBoolean READ = new AtomicBoolean();

        private Traces() {}
    }

    static final class Gadget implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            Traces.READ.set(true);
        }
    }

    static final class Linked implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Linked next;

        private Linked(Linked next) {
            this.next = next;
        }

        static Linked ofLength(int length) {
            Linked first = null;
            for (int i = 0; i < length; i++) {
                first = new Linked(first);
            }
            return first;
        }
    }

    /** Writes a gigabyte, unless stopped. */
    static final class Huge implements Serializable {

        private static final long serialVersionUID = 1L;

        static final AtomicInteger KIBIBYTES = new AtomicInteger();

        private void writeObject(ObjectOutputStream out) throws IOException {
            for (int i = 0; i < 1 << 20; i++) {
                KIBIBYTES.incrementAndGet();
                out.write(new byte[1024]);
            }
        }
    }

    static final class BadWriter implements Serializable {

        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("cannot write");
        }
    }

    static final class BadReader implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String failure;

        BadReader(String failure) {
            this.failure = failure;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            switch (failure) {
                case "checked" -> throw new InvalidObjectException("cannot read");
                case "runtime" -> throw new IllegalStateException("cannot read");
                case "assertion" -> throw new AssertionError("cannot read");
                case "internal" -> throw new InternalError("cannot read");
                case "linkage" -> throw new NoClassDefFoundError("cannot read");
                default -> recurse(0);
            }
        }

        private int recurse(int depth) {
            return recurse(depth + 1) + 1;
        }
    }
}
