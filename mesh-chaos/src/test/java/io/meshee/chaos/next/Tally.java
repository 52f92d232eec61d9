package io.meshee.chaos.next;

import io.meshee.api.Capability;
import io.meshee.api.ProcessType;

/** The next version of {@link io.meshee.chaos.app.Tally}. */
@Capability("tally")
@ProcessType(name = "tally", capability = "tally")
public class Tally extends VersionedTally {}
