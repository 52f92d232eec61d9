package io.meshee.api;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Holds several {@link Capability} annotations; a stereotype too, or repeated use would not be discovered. */
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
public @interface Capabilities {

    /** The capabilities. */
    Capability[] value();
}
