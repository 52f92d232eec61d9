package io.meshee.core.peer;

import io.meshee.core.wire.Message;
import java.util.List;

/**
 * What a node takes of a batch. It answers for what it takes: that is handled, or handed on to whoever owns the process
 * by then.
 *
 * @param taken in their order
 * @param moved an answer for each message whose process the node does not own
 * @param epoch that of the view by which it decided
 */
public record Admission(List<Message> taken, List<? extends Message> moved, long epoch) {}
