package io.meshee.core.wire;

import java.util.List;

/**
 * Messages that share one invocation of a transport.
 *
 * @param header who sends it to whom, and where it stands in its lane
 */
public record Batch(Header header, List<Message> messages) {

    /**
     * What stands before the messages.
     *
     * @param mesh {@code mesh.name}, so that two applications on one grid stay apart
     * @param sender the sending node's name
     * @param senderStart the sending node's start id
     * @param receiverStart the start id of the node it is meant for: a successor must not take it
     * @param lane the lane, from 0
     * @param number counts the lane's batches, upwards; a number that is not above the last is dropped
     * @param after the number of a batch of the lane that is under way too and has to be taken first; 0 if none is
     * @param lineage the lineage of the sender's view
     * @param epoch the epoch of the sender's view
     */
    public record Header(
            String mesh,
            String sender,
            String senderStart,
            String receiverStart,
            int lane,
            long number,
            long after,
            String lineage,
            long epoch) {

        /** The header that a batch of another sender would have had. */
        public Header of(String otherSender, String otherStart) {
            return new Header(mesh, otherSender, otherStart, receiverStart, lane, number, after, lineage, epoch);
        }
    }
}
