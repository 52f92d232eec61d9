package io.meshee.testkit;

import io.meshee.core.view.Directory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A directory in this JVM's memory, which can lose its entries as a cache does. */
public final class InMemoryDirectory implements Directory {

    private final Map<String, byte[]> members = new HashMap<>();
    private byte[] view;
    private int readings;

    @Override
    public synchronized Optional<byte[]> view() {
        return Optional.ofNullable(view).map(byte[]::clone);
    }

    @Override
    public synchronized boolean replaceView(byte[] expected, byte[] next) {
        if (!Arrays.equals(view, expected)) {
            return false;
        }
        view = next.clone();
        return true;
    }

    @Override
    public synchronized Map<String, byte[]> members() {
        readings++;
        return Map.copyOf(members);
    }

    @Override
    public synchronized Optional<byte[]> member(String name) {
        return Optional.ofNullable(members.get(name)).map(byte[]::clone);
    }

    @Override
    public synchronized boolean replaceMember(String name, byte[] expected, byte[] next) {
        if (!Arrays.equals(members.get(name), expected)) {
            return false;
        }
        members.put(name, next.clone());
        return true;
    }

    @Override
    public synchronized boolean removeMember(String name, byte[] expected) {
        return Arrays.equals(members.get(name), expected) && members.remove(name) != null;
    }

    /** How often all members' records were read. */
    public synchronized int readings() {
        return readings;
    }

    /** Loses the view. */
    public synchronized void loseView() {
        view = null;
    }

    /** Loses a member's record. */
    public synchronized void loseMember(String name) {
        members.remove(name);
    }

    /** Puts bytes in the place of a member's record, whatever was there. */
    public synchronized void overwriteMember(String name, byte[] bytes) {
        members.put(name, bytes.clone());
    }
}
