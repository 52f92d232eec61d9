package io.meshee.core.reminder;

/**
 * What became of reminders on this node since its start.
 *
 * @param fired those whose handler ran, whether it returned or threw
 * @param failed those whose handler threw
 * @param deferred attempts in vain, which are made again
 * @param skipped missed times that were left out
 * @param inFlight how many are being fired: all that are in memory
 * @param mostInFlight the most that ever were at once
 */
public record ReminderCounts(long fired, long failed, long deferred, long skipped, int inFlight, int mostInFlight) {}
