package io.meshee.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Mesh;
import io.meshee.api.ProcessContext;
import io.meshee.api.Request;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the kit injects, what it has to be given, and what it refuses. */
class InjectionTest {

    private final Diary diary = new Diary();

    abstract static class Base {

        @Inject
        Diary diary;

        @PostConstruct
        void begin() {
            diary.note("made");
        }
    }

    @Capability("guest")
    static class Guest extends Base {

        private final Mesh mesh;
        private ProcessContext self;

        @Inject
        Guest(Mesh mesh) {
            this.mesh = mesh;
        }

        @Inject
        void meet(ProcessContext context) {
            self = context;
        }

        @Handle
        String where() {
            return self.id() + " on " + mesh.localNode();
        }

        @PreDestroy
        void end() {
            diary.note("destroyed");
        }
    }

    @Capability("host")
    static class Host {

        @Inject
        Guest guest;

        @Handle
        void greet() {
            // nobody is there
        }
    }

    @Stateless
    @Capability("desk")
    static class Desk {

        @Handle
        public long incarnation() {
            return 7;
        }
    }

    @Stateless
    @Capability("desk")
    static class HiddenDesk {

        @Handle
        long incarnation() {
            return 7;
        }
    }

    @Capability("shared")
    @ApplicationScoped
    static class Shared {

        @Handle
        void touch() {
            // nothing to do
        }
    }

    @Test
    void an_instance_is_injected_with_what_its_own_node_has() {
        try (MeshKit kit = MeshKit.builder()
                .processes(Guest.class)
                .supply(Diary.class, diary)
                .nodes("n1", "n2")
                .start()) {
            String id = kit.node("n2").idOwned("guest");

            assertThat(kit.mesh().call(Request.to(Guest.class, id)).value()).isEqualTo(id + " on n2");

            kit.clock().advance(Duration.ofMinutes(15));
            assertThat(diary.notes()).containsExactly("made", "destroyed");
        }
    }

    @Test
    void an_instance_can_be_made_by_the_test() {
        try (MeshKit kit = MeshKit.builder()
                .process(Guest.class, node -> {
                    Guest guest = new Guest(node.mesh());
                    guest.meet(node.context());
                    return guest;
                })
                .startingAt(Instant.EPOCH)
                .start()) {
            assertThat(kit.mesh().call(Request.to(Guest.class, "x")).value()).isEqualTo("x on n1");
            assertThat(kit.clock().instant()).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void a_stateless_bean_is_pooled() {
        try (MeshKit kit = MeshKit.builder().processes(Desk.class).start()) {
            assertThat(kit.mesh().call(Request.to(Desk.class, "x")).process().incarnation())
                    .isZero();
        }
    }

    @Test
    void what_is_missing_is_told_before_anything_runs_with_all_else_that_is_wrong() {
        assertThatThrownBy(() -> MeshKit.builder().processes(Guest.class).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MESH00901: nothing is supplied for " + Guest.class.getName() + ".diary")
                .hasMessageContaining("the ProcessContext");
        assertThatThrownBy(() -> MeshKit.builder()
                        .processes(Shared.class, InjectionTest.class)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MESH00224: " + Shared.class.getName())
                .hasMessageContaining("MESH00900: " + InjectionTest.class.getName());
    }

    @Test
    void a_session_bean_is_seen_as_its_clients_see_it() {
        assertThatThrownBy(() -> MeshKit.builder().processes(HiddenDesk.class).start())
                .hasMessageStartingWith("MESH00233: " + HiddenDesk.class.getName());
    }

    @Test
    void two_things_for_one_point_are_refused() {
        assertThatThrownBy(() -> MeshKit.builder()
                        .processes(Guest.class)
                        .supply(Diary.class, diary)
                        .supply(Diary.class, diary)
                        .start())
                .hasMessageStartingWith("MESH00902: ");
    }

    @Test
    void a_process_class_is_not_injected() {
        assertThatThrownBy(() -> MeshKit.builder()
                        .processes(Guest.class, Host.class)
                        .supply(Diary.class, diary)
                        .start())
                .hasMessageStartingWith("MESH00250: " + Host.class.getName());
    }

    @Test
    void what_is_null_when_it_is_needed_fails_the_activation() {
        AtomicReference<Diary> later = new AtomicReference<>();
        try (MeshKit kit = MeshKit.builder()
                .processes(Guest.class)
                .supplyEach(Diary.class, later::get)
                .start()) {
            assertThatThrownBy(() -> kit.mesh().call(Request.to(Guest.class, "x")))
                    .isInstanceOf(ActivationException.class)
                    .hasMessageContaining("MESH00903: what is supplied as " + Diary.class.getName());

            later.set(diary);
            assertThat(kit.mesh().call(Request.to(Guest.class, "x")).value()).isEqualTo("x on n1");
        }
    }

    @Test
    void a_wrong_setting_is_refused_as_at_deployment() {
        assertThatThrownBy(() -> MeshKit.builder()
                        .processes(Desk.class)
                        .setting("mesh.shards", "many")
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mesh.shards")
                .hasMessageContaining("many");
    }
}
