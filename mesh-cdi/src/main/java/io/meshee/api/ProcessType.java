package io.meshee.api;

import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a process type. On an interface it makes a contract: callers need only the interface, not the process class
 * that implements it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(TYPE)
public @interface ProcessType {

    /** The type's name; default: the simple name of the annotated class. */
    String name() default "";

    /** The capability that callers of this contract go by; default: the one that the local process class has. */
    String capability() default "";
}
