package io.meshee.ejb.transport;

import io.meshee.spi.Transport.LostException;
import io.meshee.spi.Transport.NotSentException;
import java.net.ConnectException;

/** Tells, of a failed remote call, whether the request provably never reached the other node. */
final class IiopFailures {

    private IiopFailures() {}

    /**
     * Returns {@link LostException}, or throws {@link NotSentException} if the failure says that the request was not
     * executed: CORBA's {@code COMPLETED_NO} on a connection that could not be made.
     */
    static LostException classify(String endpoint, Throwable failure) throws NotSentException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                throw new NotSentException(endpoint + " takes no connection: " + cause.getMessage(), failure);
            }
            String text = String.valueOf(cause.getMessage());
            if (text.contains("completed: No") && text.contains("COMM_FAILURE")) {
                throw new NotSentException(
                        endpoint + " could not be reached: " + text.lines().findFirst(), failure);
            }
        }
        return new LostException("the call of " + endpoint + " failed: " + failure, failure);
    }
}
