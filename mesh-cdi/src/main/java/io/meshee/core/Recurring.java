package io.meshee.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What comes again and again on a thread of its own. An executor never runs again what has once thrown, and says nothing. */
public final class Recurring {

    private static final Logger LOG = System.getLogger(Recurring.class.getName());

    private Recurring() {}

    /** Runs what is due. What fails in it is logged, and it comes again; errors too, such as of a thread that could not be had. */
    public static void carryOn(Runnable due) {
        try {
            due.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "MESH00723: what was due failed; the timer goes on", e);
        }
    }
}
