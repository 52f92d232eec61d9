package io.meshee.api;

/** Every failure of Mesh. Its message starts with an id ({@code MESH00123}) that is never used for anything else. */
public abstract sealed class MeshException extends RuntimeException
        permits ActivationException,
                CallCycleException,
                CallTimeoutException,
                InvalidRequestException,
                MeshNotRunningException,
                NoHandlerException,
                NoNodesForCapabilityException,
                NodeLostException,
                OverloadedException,
                PartitionedException,
                PayloadException,
                ProcessFailedException,
                StaleActivationException,
                StateStoreException,
                UnknownProcessException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    MeshException(String message, Outcome outcome, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** What is known of the message: whether it ran, and so whether it is safe to send it again. */
    public Outcome outcome() {
        return outcome;
    }
}
