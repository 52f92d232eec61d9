package io.meshee.cdi;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of which there is one, without a client proxy. {@code jakarta.inject.Singleton} alone makes a class a bean on
 * Payara, but by the specification not in archives whose beans are discovered by annotation; a stereotype does in both.
 */
@Stereotype
@Singleton
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
@interface SingleBean {}
