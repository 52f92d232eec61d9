package io.meshee.core.wire;

import java.util.List;

/**
 * What a node answers to a batch: whether it took it, and the answers that were ready at once.
 *
 * @param reason why it was refused; empty if it was not
 */
public record BatchAnswer(Status status, String reason, List<Message> messages) {

    /** What became of the batch. The order is part of the wire format: append only. */
    public enum Status {
        /** Every message was taken. */
        ACCEPTED,
        /** None was: the batch had been taken before. */
        DUPLICATE,
        /** None was: the bytes are not a batch for this node. Nothing of it ran. */
        REFUSED
    }
}
