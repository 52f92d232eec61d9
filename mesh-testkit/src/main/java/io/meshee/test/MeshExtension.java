package io.meshee.test;

import io.meshee.api.Mesh;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives each test a {@link MeshKit} of its own. By {@link MeshTest}, or registered with what
 * {@link MeshKitBuilder#asExtension()} gives.
 */
public final class MeshExtension
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver, TestExecutionExceptionHandler {

    private final Namespace namespace = Namespace.create(this);
    private final Optional<MeshKitBuilder> given;

    /** Made by JUnit for {@link MeshTest}. */
    public MeshExtension() {
        this.given = Optional.empty();
    }

    MeshExtension(MeshKitBuilder builder) {
        this.given = Optional.of(builder);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        MeshKitBuilder builder = given.map(MeshKitBuilder::copy).orElseGet(() -> annotated(context));
        supplyFields(context, builder);
        store(context).put(MeshKit.class, builder.start());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        MeshKit kit = store(context).remove(MeshKit.class, MeshKit.class);
        if (kit != null) {
            kit.close();
        }
    }

    /** Tells with the failure what had happened to the mesh. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new WhatHappened(kit(context).story()));
        throw failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (type == MeshKit.class || type == Mesh.class)
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        MeshKit kit = kit(context);
        return parameter.getParameter().getType() == Mesh.class ? kit.mesh() : kit;
    }

    private MeshKit kit(ExtensionContext context) {
        return store(context).get(MeshKit.class, MeshKit.class);
    }

    private Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }

    private static MeshKitBuilder annotated(ExtensionContext context) {
        MeshTest test = testInstances(context).stream()
                .map(instance -> AnnotationSupport.findAnnotation(instance.getClass(), MeshTest.class))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "MESH00906: annotate the test class with @MeshTest, or register MeshKit.builder()…asExtension()"));
        MeshKitBuilder builder = MeshKit.builder().processes(test.value()).nodes(test.nodes());
        for (String setting : test.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("MESH00907: \"" + setting + "\" is no setting; write key=value");
            }
            builder.setting(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return builder;
    }

    private static void supplyFields(ExtensionContext context, MeshKitBuilder builder) {
        for (Object instance : testInstances(context)) {
            List<Field> fields = ReflectionSupport.findFields(
                    instance.getClass(),
                    field -> field.isAnnotationPresent(Supply.class),
                    HierarchyTraversalMode.TOP_DOWN);
            for (Field field : fields) {
                String source = field.getDeclaringClass().getSimpleName() + "." + field.getName();
                builder.supply(field.getType(), source, () -> valueOf(field, instance));
            }
        }
    }

    private static Object valueOf(Field field, Object instance) {
        return Unchecked.call(
                () -> ReflectionSupport.tryToReadFieldValue(field, instance).get());
    }

    /** The innermost first. */
    private static List<Object> testInstances(ExtensionContext context) {
        List<Object> instances =
                new ArrayList<>(context.getRequiredTestInstances().getAllInstances());
        Collections.reverse(instances);
        return instances;
    }

    /** Carries the story of a mesh along with a failure. */
    private static final class WhatHappened extends Exception {

        private static final long serialVersionUID = 1L;

        WhatHappened(String story) {
            super("what had happened to the mesh:\n" + story, null, false, false);
        }
    }
}
