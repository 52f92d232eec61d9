package io.meshee.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests on the {@link SharedNodes}: one such class after the other, beside those {@link OnNodesOfItsOwn}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedNodes.class)
@ResourceLock("the shared nodes")
@interface OnSharedNodes {}
