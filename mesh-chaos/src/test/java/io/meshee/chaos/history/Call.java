package io.meshee.chaos.history;

/**
 * A call as its caller saw it. Times are those of {@link System#nanoTime()}.
 *
 * @param number unlike for each call
 * @param adds whether it adds one to the process's value; else it reads
 * @param due when the load's pace wanted it sent
 * @param sent when it was sent; a little after {@code due}, or much if all callers were busy
 * @param asked the node that was asked; empty if there was none to ask
 * @param refusals how often a connection was refused before a node took it
 */
public record Call(
        long number,
        Process process,
        boolean adds,
        long due,
        long sent,
        long ended,
        String asked,
        int refusals,
        Result result) {

    public boolean isAnswered() {
        return result instanceof Result.Answered;
    }

    public boolean isUnknown() {
        return result instanceof Result.Failed failed && failed.executed() == Result.Executed.UNKNOWN;
    }

    /** What the caller waited, from the time that the pace wanted it sent. */
    public long latencyNanos() {
        return ended - due;
    }
}
