package io.meshee.core.view;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The directory, for whose answers, which may take long, nobody is kept waiting who wants the lock of the one that asks. */
final class YieldingDirectory implements Directory {

    private final Directory directory;
    private final ReentrantLock lock;

    YieldingDirectory(Directory directory, ReentrantLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    private <T> T unlocked(Supplier<T> question) {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            return question.get();
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }

    @Override
    public Optional<byte[]> view() {
        return unlocked(directory::view);
    }

    @Override
    public boolean replaceView(byte[] expected, byte[] next) {
        return unlocked(() -> directory.replaceView(expected, next));
    }

    @Override
    public Map<String, byte[]> members() {
        return unlocked(directory::members);
    }

    @Override
    public Optional<byte[]> member(String name) {
        return unlocked(() -> directory.member(name));
    }

    @Override
    public boolean replaceMember(String name, byte[] expected, byte[] next) {
        return unlocked(() -> directory.replaceMember(name, expected, next));
    }

    @Override
    public void announce() {
        unlocked(() -> {
            directory.announce();
            return null;
        });
    }

    @Override
    public boolean removeMember(String name, byte[] expected) {
        return unlocked(() -> directory.removeMember(name, expected));
    }
}
