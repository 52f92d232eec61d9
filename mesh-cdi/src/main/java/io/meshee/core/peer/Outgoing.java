package io.meshee.core.peer;

import io.meshee.core.wire.Message;

/** A message in a lane, and what is to be done about each thing that can become of it. Exactly one of them happens. */
public interface Outgoing {

    /** The message as it is sent now; {@code null} if nobody wants it sent any more. */
    Message toWire(long now);

    /** Roughly how many bytes it takes. */
    int size();

    /** The peer took it, and answers for it from now on. */
    void taken();

    /** The peer did not take it, because it does not own the process that it is for. */
    void moved();

    /** The peer provably did not take it. */
    void notTaken(String reason);

    /** It is not known whether the peer took it. */
    void lost(String reason);
}
