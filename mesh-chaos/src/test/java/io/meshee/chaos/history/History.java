package io.meshee.chaos.history;

import java.util.List;

/**
 * All of a run.
 *
 * @param seed what its choices were made of
 * @param calls sorted by the time that they were due
 */
public record History(long seed, List<Call> calls, List<NodeLog> nodes, List<Happening> happenings) {}
