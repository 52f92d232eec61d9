package io.meshee.chaos.history;

import java.util.OptionalLong;

/**
 * One life of a process, as its node told it.
 *
 * @param node the node's name
 * @param incarnation names this life among those of the process
 * @param began when its activation method ran
 * @param ended when its passivation method ran; empty if it never did: the node died, or the instance was discarded
 */
public record Activation(Process process, String node, long incarnation, long began, OptionalLong ended) {}
