package io.meshee.api;

import static java.lang.annotation.ElementType.METHOD;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a handler. It is chosen by the payload's exact class, then by its superclasses, then by one interface;
 * a method without parameters takes the message without payload. Its return value is the reply; a
 * {@link java.util.concurrent.CompletionStage} keeps the process busy until it completes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
public @interface Handle {

    /** Which thread runs the handler. */
    Execution execution() default Execution.AUTO;

    /**
     * Whether a chain of calls that started at this process may come back into this handler. If so, the message runs inside
     * the one that waits for it, out of the mailbox's order; without it such a call ends in {@link CallCycleException}.
     */
    boolean reentrant() default false;
}
