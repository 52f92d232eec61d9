package io.meshee.core.peer;

import io.meshee.core.wire.Batch;

/** A batch was not taken, because the one before it in its lane has not come. */
final class GapException extends Exception {

    private static final long serialVersionUID = 1L;

    GapException(Batch.Header header) {
        super("batch " + header.number() + " of lane " + header.lane() + " came without batch " + header.after());
    }
}
