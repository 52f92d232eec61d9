package io.meshee.sample.rest;

import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Shows a client whose body could not be read what one looks like. */
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
@interface Example {

    String value();
}
