package io.meshee.cluster.refused;

import io.meshee.api.Capability;

/** Has no handler. */
@Capability("mute")
public class Mute {}
