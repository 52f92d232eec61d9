package io.meshee.api;

import static java.lang.annotation.ElementType.METHOD;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a process class that takes a snapshot back, before the {@link Activate} method runs. Its one
 * parameter says which snapshots it takes: a class whose snapshots have changed keeps one such method for each class of
 * snapshot that may still be stored, and upgrades the older ones there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
public @interface RestoreState {}
