package io.meshee.core.peer;

import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A batch that is under way, and what is to be told of it to whom.
 *
 * @param content what its messages are of, in their order
 */
record Parcel(Peer peer, Batch batch, List<Outgoing> content) {

    private static final Logger LOG = System.getLogger(Parcel.class.getName());

    /** An answer that is quickly read. */
    private static final int SHORT_BYTES = 512;

    long number() {
        return batch.header().number();
    }

    /** Delivers it, waits, and tells what became of it. True if the peer has it. */
    boolean deliver() {
        byte[] answer;
        try {
            answer = peer.link().deliver(WireFormat.encode(batch));
        } catch (Transport.NotSentException | Transport.LostException | RuntimeException e) {
            failed(e);
            return false;
        }
        return answered(answer);
    }

    /** Sends it. Ends with the answer, or with what hindered it. */
    CompletionStage<byte[]> send(Transport.PromptLink link) {
        try {
            return link.send(WireFormat.encode(batch));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /**
     * The answer, if a thread that must not be kept may tell it: no code of an application's runs for it, and nothing is sent.
     * {@code null} if not.
     */
    BatchAnswer shortAnswer(byte[] answer) {
        if (answer.length > SHORT_BYTES) {
            return null;
        }
        try {
            BatchAnswer read = WireFormat.decodeAnswer(answer);
            boolean isShort = read.status() == BatchAnswer.Status.ACCEPTED
                    && read.messages().stream()
                            .allMatch(message -> message instanceof Message.Result result
                                    && SerialPayloadCodec.isShort(result.value()));
            return isShort ? read : null;
        } catch (MalformedException e) {
            return null; // told as such by who may be kept
        }
    }

    /** Tells what the peer has answered. True if it has the batch. */
    boolean answered(byte[] answer) {
        BatchAnswer read;
        try {
            read = WireFormat.decodeAnswer(answer);
        } catch (MalformedException e) {
            content.forEach(outgoing -> outgoing.lost("its answer is not in Mesh's format: " + e.getMessage()));
            return false;
        }
        return answered(read);
    }

    /** The same of an answer that has been read. */
    boolean answered(BatchAnswer read) {
        switch (read.status()) {
            case ACCEPTED -> accepted(read.messages());
            case REFUSED -> content.forEach(outgoing -> outgoing.notTaken(read.reason()));
            case DUPLICATE -> content.forEach(outgoing -> outgoing.lost("the batch had been taken before"));
        }
        return read.status() != BatchAnswer.Status.REFUSED;
    }

    /** Tells that no answer came. */
    void failed(Throwable failure) {
        if (failure instanceof Transport.NotSentException) {
            content.forEach(outgoing -> outgoing.notTaken(failure.getMessage()));
        } else if (failure instanceof Transport.LostException) {
            content.forEach(outgoing -> outgoing.lost(failure.getMessage()));
        } else {
            LOG.log(Level.WARNING, "MESH00181: the transport to node " + peer.name() + " failed unexpectedly", failure);
            content.forEach(outgoing -> outgoing.lost("its transport failed: " + failure));
        }
    }

    /** What the peer did not take is told so before what it took, so that nothing overtakes it. */
    private void accepted(List<Message> answers) {
        Set<Long> moved = new HashSet<>();
        for (Message each : answers) {
            if (each instanceof Message.Moved) {
                moved.add(each.correlation());
            } else {
                peer.answered(each);
            }
        }
        List<Outgoing> taken = new ArrayList<>(content.size());
        for (int i = 0; i < content.size(); i++) {
            if (!moved.isEmpty()
                    && batch.messages().get(i) instanceof Message.Invoke invoke
                    && moved.contains(invoke.correlation())) {
                content.get(i).moved();
            } else {
                taken.add(content.get(i));
            }
        }
        taken.forEach(Outgoing::taken);
    }
}
