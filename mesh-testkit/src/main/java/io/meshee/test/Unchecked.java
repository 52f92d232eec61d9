package io.meshee.test;

import java.util.concurrent.Callable;

/** Spares tests the checked exceptions of what the kit is made of. */
final class Unchecked {

    private Unchecked() {}

    /** Something that may throw. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    static void run(Action action) {
        call(() -> {
            action.run();
            return null;
        });
    }

    static <T> T call(Callable<T> action) {
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
