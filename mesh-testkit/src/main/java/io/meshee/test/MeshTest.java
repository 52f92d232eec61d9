package io.meshee.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs each test of a class with a mesh of its own, which test methods and {@code @BeforeEach} and {@code @AfterEach}
 * methods can take as a parameter: {@link MeshKit}, or {@link io.meshee.api.Mesh} for that of the first node.
 *
 * <p>For more than can be said here use {@link MeshKit#builder()} and {@link MeshKitBuilder#asExtension()}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MeshExtension.class)
public @interface MeshTest {

    /** The process classes that every node has. They are held to the rules of a deployment. */
    Class<?>[] value();

    /** The names of the nodes that are there from the start, each of which serves all capabilities. */
    String[] nodes() default "n1";

    /** Settings of all nodes, each as {@code key=value}. */
    String[] settings() default {};
}
