package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import io.meshee.core.handler.ProcessCatalog.TypeName;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProcessCatalogTest {

    @ProcessType(name = "game", capability = "game")
    interface Game {
        int score();
    }

    @ProcessType
    interface Chat {
        void say(String word);
    }

    interface Unnamed {}

    @Capability({"game", "chess"})
    static class GameProcess implements Game, Unnamed {
        @Override
        public int score() {
            return 0;
        }
    }

    @Capability("chat")
    static class ChatProcess implements Chat, Unnamed {
        @Override
        public void say(String word) {}
    }

    @Capability("counter")
    static class Counter {
        @Handle
        public void on(String word) {}
    }

    @Capability("remote")
    @ProcessType(name = "far")
    static class Remote {}

    private final ProcessCatalog catalog = catalogOf(GameProcess.class, ChatProcess.class, Counter.class);

    @Test
    void a_process_class_is_found_by_capability_and_type() {
        assertThat(catalog.find("chess", "game").beanClass()).isEqualTo(GameProcess.class);
        assertThat(catalog.find("chat", "game")).isNull();
        assertThat(catalog.find("nothing", "game")).isNull();
        assertThat(catalog.find("counter", "Counter").beanClass()).isEqualTo(Counter.class);
    }

    @Test
    void a_contract_without_a_name_has_its_simple_name_and_gives_it_to_its_class() {
        assertThat(catalog.find("chat", "Chat").beanClass()).isEqualTo(ChatProcess.class);
        assertThat(catalog.resolve(Chat.class)).contains(typeName("Chat", "chat"));
    }

    @Test
    void callers_of_a_contract_go_by_the_capability_that_it_states() {
        assertThat(catalog.resolve(Game.class)).contains(typeName("game", "game"));
    }

    @Test
    void callers_of_a_class_go_by_its_capabilities() {
        assertThat(catalog.resolve(Counter.class)).contains(typeName("Counter", "counter"));
    }

    @Test
    void annotations_suffice_where_there_is_no_local_process_class() {
        ProcessCatalog empty = catalogOf();

        assertThat(empty.resolve(Game.class)).contains(typeName("game", "game"));
        assertThat(empty.resolve(Chat.class)).contains(typeName("Chat"));
        assertThat(empty.resolve(Remote.class)).contains(typeName("far", "remote"));
    }

    @Test
    void a_class_that_nothing_names_or_that_stands_for_several_types_is_not_resolved() {
        assertThat(catalog.resolve(String.class)).isEmpty();
        assertThat(catalog.resolve(Unnamed.class)).isEmpty();
        assertThat(catalogOf(GameProcess.class).resolve(Unnamed.class)).contains(typeName("game", "chess", "game"));
    }

    @Test
    void the_capabilities_of_a_type_are_those_of_all_its_classes() {
        assertThat(catalog.named("game")).isEqualTo(typeName("game", "chess", "game"));
        assertThat(catalog.named("nothing")).isEqualTo(typeName("nothing"));
        assertThat(catalog.capabilities()).containsExactly("chat", "chess", "counter", "game");
    }

    @Test
    void two_classes_of_one_capability_and_type_are_refused() {
        assertThatThrownBy(() -> catalogOf(Counter.class, Counter.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Counter");
    }

    private static TypeName typeName(String type, String... capabilities) {
        return new TypeName(type, new TreeSet<>(List.of(capabilities)));
    }

    private static ProcessCatalog catalogOf(Class<?>... types) {
        return new ProcessCatalog(
                Arrays.stream(types).map(ProcessCatalogTest::processClass).toList());
    }

    private static ProcessClass processClass(Class<?> type) {
        ProcessScan scan = ProcessScan.of(type);
        InstanceFactory none = () -> {
            throw new AssertionError("not to be created");
        };
        return new ProcessClass(
                scan.type(),
                Naming.capabilities(type),
                type,
                false,
                OptionalInt.empty(),
                scan.handlers(),
                scan.lifecycle(),
                scan.state(),
                none,
                true);
    }
}
