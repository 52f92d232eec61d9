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
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({TYPE, METHOD})
public @interface Durable {}
