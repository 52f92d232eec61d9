package io.meshee.api;

import static java.lang.annotation.ElementType.METHOD;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that runs once before an activation's first message. It may take a {@link ProcessContext}, the
 * request's activation argument, both or neither; the argument is {@code null} if none was given or if it has another
 * type. If it throws, the message ends in {@link ActivationException} and there is no activation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
public @interface Activate {}
