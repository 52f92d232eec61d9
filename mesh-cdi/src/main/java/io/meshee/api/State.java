package io.meshee.api;

import static java.lang.annotation.ElementType.FIELD;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a process class that is saved when the process is passivated, and restored by its next activation,
 * on whichever node that is. Saved by the field's name: a field that is new to the class keeps what its initializer
 * gives, one that is gone from it is passed over.
 *
 * <p>Its type must be {@link java.io.Serializable}, or an interface whose value is; it must be neither static nor final.
 * What may be read back is what declared types name, as in messages. All state of a process takes at most {@code
 * mesh.message.max-size} bytes.
 *
 * <p>A class whose state changes its shape more than that uses {@link SaveState} and {@link RestoreState} instead.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(FIELD)
public @interface State {}
