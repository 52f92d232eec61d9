package io.meshee.api;

import static java.lang.annotation.ElementType.METHOD;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the method that runs after an activation's last message. It may take the {@link PassivationReason}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
public @interface Passivate {}
