package io.meshee.api;

import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many messages of a pooled process class (a {@code @Stateless} session bean) are handled at once on a node, for
 * each capability that it serves. More wait, at most {@code mesh.process.mailbox-capacity} of them; one more ends in
 * {@link OverloadedException}.
 *
 * <p>{@code mesh.process."type".pool-size} overrides it. Without either there are as many as Mesh's pool has threads, and
 * the container's own pool of instances may set a limit.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
public @interface PoolSize {

    /** From 1 on. */
    int value();
}
