package io.meshee.api;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the state saved after each message, before its reply leaves: of every handler of the class, or of one handler.
 * What was acknowledged is then still there after the node has died. Such a handler always runs on Mesh's own pool.
 *
 * <p>It is saved after an application exception too. If it is not known whether it was saved the caller gets a {@link
 * StateStoreException}, or a {@link StaleActivationException} where a newer activation has the state, and the instance
 * is discarded; {@link Request#idempotencyKey} makes it safe to send such a message again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({TYPE, METHOD})
public @interface Durable {}
