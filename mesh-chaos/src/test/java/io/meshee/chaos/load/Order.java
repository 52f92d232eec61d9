package io.meshee.chaos.load;

import io.meshee.chaos.history.Process;

/**
 * A call that is to be made.
 *
 * @param number unlike for each call
 * @param adds whether it adds one to the process's value; else it reads
 * @param due when the load's pace wants it sent
 */
record Order(long number, Process process, boolean adds, long due) {

    /** As a line of a request. */
    String line() {
        return (adds ? "+ " : "? ") + process.type() + " " + process.id() + "\n";
    }
}
