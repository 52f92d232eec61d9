package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Mesh;
import io.meshee.cdi.fixtures.Move;
import io.meshee.cdi.fixtures.callersafety.Tracer;
import io.meshee.cdi.fixtures.callersafety.WithInterceptor;
import io.meshee.cdi.fixtures.instances.Knight;
import io.meshee.cdi.fixtures.instances.Stillborn;
import io.meshee.cdi.fixtures.instances.Sword;
import io.meshee.cdi.fixtures.repeated.Repeated;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.handler.ProcessClass;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityExtensionTest {

    @Test
    void the_catalog_finds_a_process_class_by_each_of_its_capabilities() {
        try (WeldContainer container = Containers.deploy(Repeated.class)) {
            ProcessCatalog catalog = catalogOf(container);

            assertThat(catalog.capabilities()).containsExactly("chess", "game", "go");
            assertThat(catalog.find("go", "Repeated").beanClass()).isEqualTo(Repeated.class);
            assertThat(catalog.find("go", "Repeated").pooled()).isFalse();
        }
    }

    @Test
    void each_instance_is_its_own_and_takes_what_was_made_for_it_along() throws Throwable {
        try (WeldContainer container = Containers.deploy(Knight.class, Sword.class)) {
            ProcessClass knights = catalogOf(container).find("game", "Knight");
            InstanceFactory.Instance one = knights.instances().create();
            InstanceFactory.Instance another = knights.instances().create();
            Knight fallen = (Knight) one.target();
            Knight standing = (Knight) another.target();

            Move move = new Move("up");
            assertThat(knights.handlers().byPayload(move).invoke(fallen, move)).isEqualTo(2);
            one.destroy();

            assertThat(fallen.fallen).isTrue();
            assertThat(fallen.sword.broken).isTrue();
            assertThat(standing.fallen).isFalse();
            assertThat(standing.sword).isNotSameAs(fallen.sword);
            assertThat(standing.sword.broken).isFalse();
        }
    }

    @Test
    void what_was_made_for_an_instance_that_failed_is_destroyed() {
        try (WeldContainer container = Containers.deploy(Stillborn.class, Sword.class)) {
            InstanceFactory instances =
                    catalogOf(container).find("game", "Stillborn").instances();

            assertThatThrownBy(instances::create).hasStackTraceContaining("stillborn");
            assertThat(Stillborn.last.broken).isTrue();
        }
    }

    @Test
    void interceptors_of_a_process_class_are_around_its_handlers() throws Throwable {
        try (WeldContainer container = Containers.deploy(WithInterceptor.class, Tracer.class)) {
            ProcessClass intercepted = catalogOf(container).find("plain", "WithInterceptor");
            Move move = new Move("up");
            int before = Tracer.traced.get();

            intercepted
                    .handlers()
                    .byPayload(move)
                    .invoke(intercepted.instances().create().target(), move);

            assertThat(Tracer.traced).hasValue(before + 1);
        }
    }

    @Test
    void there_is_no_catalog_before_validation() {
        assertThatThrownBy(() -> new CapabilityExtension().catalog()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "all"})
    void a_repeated_capability_is_discovered_in_archives_of_both_modes(String mode, @TempDir Path archive)
            throws IOException {
        copyInto(archive, Repeated.class);
        Files.createDirectories(archive.resolve("META-INF"));
        Files.writeString(
                archive.resolve("META-INF/beans.xml"),
                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"" + mode
                        + "\"/>");
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {archive.toUri().toURL()}, getClass().getClassLoader());
                WeldContainer container = new Weld().setClassLoader(loader).initialize()) {
            assertThat(catalogOf(container).all())
                    .singleElement()
                    .extracting(ProcessClass::beanClass)
                    .isEqualTo(Repeated.class);
            assertThat(container.select(Mesh.class).isResolvable()).isTrue();
        }
    }

    private static void copyInto(Path archive, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Files.createDirectories(archive.resolve(name).getParent());
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            Files.copy(bytes, archive.resolve(name));
        }
    }

    private static ProcessCatalog catalogOf(WeldContainer container) {
        return container.select(CapabilityExtension.class).get().catalog();
    }
}
