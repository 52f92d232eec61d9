package io.meshee.api;

import static java.lang.annotation.ElementType.METHOD;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a process class that gives a snapshot of its state: without parameters, with a record (or another
 * encodable type) as its result. {@link RestoreState} takes it back.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
public @interface SaveState {}
