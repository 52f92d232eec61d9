package io.meshee.core.view;

import java.util.Map;
import java.util.Optional;

/**
 * The cluster's shared memory for members and the view. Every write is a compare-and-set on bytes, so that no node
 * overwrites what it has not read.
 */
public interface Directory {

    /** The present view's bytes. */
    Optional<byte[]> view();

    /**
     * Puts a view in the place of another.
     *
     * @param expected what must be there; {@code null} for nothing
     * @return whether it was there
     */
    boolean replaceView(byte[] expected, byte[] next);

    /** The member records' bytes, by node name. */
    Map<String, byte[]> members();

    /** One member record's bytes. */
    Optional<byte[]> member(String name);

    /**
     * Puts a member record in the place of another.
     *
     * @param expected what must be there; {@code null} for nothing
     * @return whether it was there
     */
    boolean replaceMember(String name, byte[] expected, byte[] next);

    /** Somebody comes in: who reads the members next is to find all of them, whatever it remembers of who there was. */
    void announce();

    /** Removes a member record if it is the expected one. */
    boolean removeMember(String name, byte[] expected);
}
