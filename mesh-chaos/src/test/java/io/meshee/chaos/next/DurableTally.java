package io.meshee.chaos.next;

import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.ProcessType;

/** The next version of {@link io.meshee.chaos.app.DurableTally}. */
@Durable
@Capability("durable-tally")
@ProcessType(name = "durable-tally", capability = "durable-tally")
public class DurableTally extends VersionedTally {}
