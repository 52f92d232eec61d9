package io.meshee.api;

import java.time.Instant;

/**
 * A reminder that is set.
 *
 * @param name unique within the process
 * @param schedule when it is due
 * @param catchUp what becomes of the times that were missed
 * @param due the time for which it will fire next
 * @param attempts how often it was tried in vain to fire it for that time
 */
public record PendingReminder(String name, Schedule schedule, CatchUp catchUp, Instant due, int attempts) {}
