package io.meshee.api;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a process class that serves the named capabilities. On a CDI bean ({@code @Dependent}, the default) each
 * id has its own instance; on a {@code @Stateless} session bean any instance of the container's pool takes the message.
 *
 * <p>A stereotype, so that the class is found in archives whose beans are discovered by annotation.
 */
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
@Repeatable(Capabilities.class)
public @interface Capability {

    /** One or several names, each 1 to 1024 characters and not blank. */
    String[] value();
}
