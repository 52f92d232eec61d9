package io.meshee.core.codec;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * A throwable as text, since its class may not exist, or not be allowed, where it is read.
 *
 * @param type its class name
 * @param message its message, at most {@value #MAX_LENGTH} characters; {@code null} if it has none
 * @param stack itself and its causes, each with its uppermost {@value #MAX_FRAMES} frames, so that a server's deep
 *     stacks do not crowd out the root cause; at most {@value #MAX_LENGTH} characters, and a longer one ends in {@code …}
 */
public record FailureText(String type, String message, String stack) {

    /** The most characters of a message and of a stack: 8 KiB of plain text. */
    public static final int MAX_LENGTH = 8192;

    /** The most frames of one throwable. */
    public static final int MAX_FRAMES = 20;

    /** Describes a throwable. One whose own methods throw is described by its class and what they threw. */
    public static FailureText of(Throwable failure) {
        String type = failure.getClass().getName();
        try {
            String message = failure.getMessage();
            return new FailureText(type, message == null ? null : cut(message), cut(stack(failure)));
        } catch (RuntimeException unreadable) {
            return new FailureText(
                    type, "cannot be read: " + unreadable.getClass().getName(), type);
        }
    }

    private static String stack(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable next = failure;
        while (next != null && told.add(next) && text.length() <= MAX_LENGTH) {
            text.append(next == failure ? "" : "Caused by: ").append(next).append('\n');
            appendFrames(text, next.getStackTrace());
            next = next.getCause();
        }
        return text.toString();
    }

    private static void appendFrames(StringBuilder text, StackTraceElement[] frames) {
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            text.append("\tat ").append(frames[i]).append('\n');
        }
        if (frames.length > MAX_FRAMES) {
            text.append("\t... ").append(frames.length - MAX_FRAMES).append(" more\n");
        }
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = MAX_LENGTH - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
