package io.meshee.core.process;

/**
 * How old a message is among those of its sender and process. One value for both numbers: the messages that start where they
 * were sent, nearly all, share that of having none.
 *
 * @param takenAt the epoch of the view by which it was taken first; 0 if it is not known to have been
 * @param place among the messages of its time, from 1: the lower, the older; 0 if it has none
 */
record Age(long takenAt, long place) {

    static final Age NONE = new Age(0, 0);

    /** With that epoch, unless it has one. A place that it had before counts no more. */
    Age takenAt(long epoch) {
        return takenAt != 0 || epoch == 0 && place == 0 ? this : new Age(epoch, 0);
    }

    /** With that place, unless it has one. */
    Age at(long number) {
        return place != 0 ? this : new Age(takenAt, number);
    }
}
