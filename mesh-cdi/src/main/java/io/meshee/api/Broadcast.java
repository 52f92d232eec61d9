package io.meshee.api;

import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what an observer method takes as a capability's broadcasts: {@code void tell(@Observes @Broadcast("game") NewRules
 * rules)} is called once for each {@link Mesh#broadcast} of such a payload, on every node that serves the capability.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(PARAMETER)
public @interface Broadcast {

    /** The capability. */
    String value();

    /** An instance of the annotation. */
    final class Literal extends AnnotationLiteral<Broadcast> implements Broadcast {

        private static final long serialVersionUID = 1L;

        private final String value;

        /** The annotation with that capability. */
        public Literal(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
