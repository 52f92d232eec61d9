package io.meshee.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests that start nodes for themselves. One such class after the other, since two cores carry no more starts at once;
 * beside them run those {@link OnSharedNodes}: each of the two waits a good part of its time.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("nodes of a class of its own")
public @interface OnNodesOfItsOwn {}
