package io.meshee.core.process;

import io.meshee.api.PendingReminder;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reminder;
import io.meshee.spi.StateStore.UnavailableException;
import java.util.List;

/** The reminders that processes set. */
public interface Reminders {

    /** Sets a reminder, in the place of any of that name. */
    void set(ProcessKey process, Reminder reminder);

    /** Cancels a reminder. False if there is none of that name. */
    boolean cancel(ProcessKey process, String name);

    /** Those that are set, by name. */
    List<PendingReminder> of(ProcessKey process);

    /**
     * Cancels all of them: the process is forgotten.
     *
     * @throws UnavailableException if it is not known that they are gone
     */
    void forget(ProcessKey process) throws UnavailableException;
}
