package io.meshee.cluster.probe;

/** The remote view. */
public interface Echo {

    /** Gives the text back behind the name of the node that ran the call, after a pause. */
    String echo(String text, long pauseMillis);
}
