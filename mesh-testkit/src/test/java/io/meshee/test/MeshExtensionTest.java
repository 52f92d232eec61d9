package io.meshee.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Mesh;
import io.meshee.api.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What tests see of the kit when JUnit runs them. The classes within are run by these tests alone. */
class MeshExtensionTest {

    private static final ThreadLocal<List<MeshKit>> SEEN = ThreadLocal.withInitial(ArrayList::new);

    @Capability("count")
    static class Counter {

        private int count;

        @Handle
        int count() {
            return ++count;
        }
    }

    @MeshTest(Counter.class)
    static class Annotated {

        @Test
        void counts(Mesh mesh) {
            assertThat(mesh.call(Request.to(Counter.class, "a")).value()).isEqualTo(1);
        }

        @Test
        void counts_from_the_start_in_each_test(MeshKit kit) {
            assertThat(kit.mesh().call(Request.to(Counter.class, "a")).value()).isEqualTo(1);
        }

        @AfterEach
        void keep(MeshKit kit) {
            assertThat(kit.nodes()).isNotEmpty();
            SEEN.get().add(kit);
        }

        @Nested
        class Within {

            @Test
            void has_the_mesh_of_the_outer_class(Mesh mesh) {
                assertThat(mesh.call(Request.to(Counter.class, "a")).value()).isEqualTo(1);
            }
        }
    }

    static class Registered {

        @RegisterExtension
        final MeshExtension mesh =
                MeshKit.builder().processes(Counter.class).nodes("a", "b").asExtension();

        @Test
        void has_its_nodes(MeshKit kit) {
            assertThat(kit.nodes()).containsExactly("a", "b");
        }
    }

    @MeshTest(
            value = Counter.class,
            nodes = {"n1", "n2"})
    static class Failing {

        @Test
        void fails(MeshKit kit) {
            kit.crash("n2");
            kit.link("n1", "n2").loseNextReply();
            throw new AssertionError("as the test wants it");
        }
    }

    @MeshTest(value = Counter.class, settings = "mesh.shards")
    static class WithoutValue {

        @Test
        void never_runs(MeshKit kit) {
            throw new AssertionError("it ran, with " + kit);
        }
    }

    @Test
    void each_test_has_a_mesh_of_its_own_until_it_has_ended() {
        SEEN.get().clear();

        run(Annotated.class).assertStatistics(stats -> stats.started(3).succeeded(3));

        assertThat(SEEN.get())
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(kit -> assertThat(kit.nodes()).isEmpty());
    }

    @Test
    void the_mesh_can_be_built_by_the_test_class() {
        run(Registered.class).assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void a_failure_tells_what_had_happened() {
        run(Failing.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                finishedWithFailure(
                                        message("as the test wants it"),
                                        suppressed(
                                                0,
                                                message(
                                                        story -> story.contains("node n2 crashes")
                                                                && story.contains(
                                                                        "the link from n1 to n2 is to lose the next reply"))))));
    }

    @Test
    void a_setting_without_value_is_refused() {
        run(WithoutValue.class)
                .assertThatEvents()
                .haveExactly(1, event(test(), finishedWithFailure(message(text -> text.startsWith("MESH00907: ")))));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }
}
