package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerTableTest {

    static class Animal implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static class Dog extends Animal implements Comparable<Dog> {
        private static final long serialVersionUID = 1L;

        @Override
        public int compareTo(Dog other) {
            return 0;
        }
    }

    static class Puppy extends Dog {
        private static final long serialVersionUID = 1L;
    }

    static class ByClass {
        @Handle
        public void animal(Animal payload) {}

        @Handle
        public void dog(Dog payload) {}

        @Handle
        public void comparable(Comparable<?> payload) {}

        @Handle
        public void anything(Object payload) {}

        @Handle
        public void nothing() {}
    }

    static class ByInterface {
        @Handle
        public void iterable(Iterable<String> payload) {}

        @Handle
        public void list(List<String> payload) {}
    }

    static class Primitive {
        @Handle
        public int twice(int payload) {
            return 2 * payload;
        }
    }

    @ProcessType(name = "pair")
    interface Pair {
        void left(String text);

        void right(String text);

        int one();

        int two();
    }

    static class PairProcess implements Pair {
        @Handle
        @Override
        public void left(String text) {}

        @Handle
        @Override
        public void right(String text) {}

        @Handle
        @Override
        public int one() {
            return 1;
        }

        @Handle
        @Override
        public int two() {
            return 2;
        }
    }

    @Test
    void the_exact_class_wins_then_the_nearest_superclass_then_an_interface_then_object() {
        HandlerTable table = tableOf(ByClass.class);

        assertThat(nameFor(table, new Animal())).isEqualTo("animal");
        assertThat(nameFor(table, new Dog())).isEqualTo("dog");
        assertThat(nameFor(table, new Puppy())).isEqualTo("dog");
        assertThat(nameFor(table, "text")).isEqualTo("comparable");
        assertThat(nameFor(table, new Object[0])).isEqualTo("anything");
    }

    @Test
    void no_payload_finds_the_handler_without_parameters_and_nothing_else() {
        assertThat(nameFor(tableOf(ByClass.class), null)).isEqualTo("nothing");
        assertThat(tableOf(ByInterface.class).byPayload(null)).isNull();
    }

    @Test
    void the_more_specific_of_two_related_interfaces_wins() {
        assertThat(nameFor(tableOf(ByInterface.class), new ArrayList<>())).isEqualTo("list");
        assertThat(nameFor(tableOf(ByInterface.class), java.util.Set.of())).isEqualTo("iterable");
    }

    @Test
    void a_primitive_parameter_takes_exactly_its_wrapper() throws Throwable {
        HandlerTable table = tableOf(Primitive.class);

        assertThat(table.byPayload(21).invoke(new Primitive(), 21)).isEqualTo(42);
        assertThat(table.byPayload(21L)).isNull();
        assertThat(table.byPayload((short) 21)).isNull();
    }

    @Test
    void handlers_of_contracts_that_share_a_payload_type_are_found_by_signature_alone() {
        HandlerTable table = tableOf(PairProcess.class);

        assertThat(table.byPayload("text")).isNull();
        assertThat(table.isAmbiguous(String.class)).isTrue();
        assertThat(table.byPayload(null)).isNull();
        assertThat(table.isAmbiguous(null)).isTrue();
        assertThat(table.isAmbiguous(Integer.class)).isFalse();
        assertThat(table.bySignature("left(java.lang.String)")).isNotNull();
        assertThat(table.bySignature("right(java.lang.String)")).isNotNull();
    }

    @Test
    void an_unknown_signature_finds_nothing() {
        assertThat(tableOf(Primitive.class).bySignature("thrice(int)")).isNull();
    }

    private static String nameFor(HandlerTable table, Object payload) {
        String signature = table.byPayload(payload).signature();
        return signature.substring(0, signature.indexOf('('));
    }

    private static HandlerTable tableOf(Class<?> type) {
        ProcessScan scan = ProcessScan.of(type);
        assertThat(scan.findings()).isEmpty();
        return scan.handlers();
    }
}
