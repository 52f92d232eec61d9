package io.meshee.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a field of a test class: supplies its value to the {@code @Inject} points of process classes that can take the
 * field's type. The field is read whenever a process is activated, so it may be set by {@code @BeforeEach} or by another
 * extension; it must not be {@code null} then.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Supply {}
