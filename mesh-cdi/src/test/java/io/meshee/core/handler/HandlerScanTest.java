package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import io.meshee.api.TypeRef;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HandlerScanTest {

    record Move(String direction) implements Serializable {}

    static class Base<T> {
        @Handle
        public String on(T payload) {
            return "base";
        }

        @Handle(execution = Execution.POOL)
        public List<T> listed(List<T> payloads) {
            return payloads;
        }
    }

    static class Inheriting extends Base<Move> {}

    static class Overriding extends Base<Move> {
        @Override
        public String on(Move payload) {
            return "overridden";
        }
    }

    interface Greets {
        @Handle
        default String greet(String name) {
            return "hello " + name;
        }
    }

    static class Greeter implements Greets {}

    interface Store<T> {
        void put(T item);

        default T twice(T item) {
            put(item);
            put(item);
            return item;
        }
    }

    @ProcessType(name = "moves")
    interface MoveStore extends Store<Move> {
        int count(int from, String label);

        @Override
        String toString();
    }

    static class MoveStoreProcess implements MoveStore {
        int count;

        @Override
        public void put(Move item) {
            count++;
        }

        @Override
        public int count(int from, String label) {
            return from + count + label.length();
        }
    }

    static class Futures {
        @Handle
        public CompletionStage<List<Move>> later(Move move) {
            return CompletableFuture.completedStage(List.of(move));
        }

        @Handle
        public CompletableFuture<? extends Move> wild(String text) {
            return null;
        }

        @Handle
        public int count() {
            return 7;
        }

        @Handle
        public void quiet(Integer number) {}
    }

    static class Throwing {
        @Handle
        public void on(Move move) throws Exception {
            throw new java.io.IOException("as it was thrown");
        }
    }

    static class Unscoped {
        @Handle
        public <T extends Move> String on(T move) {
            return move.direction();
        }
    }

    static class Varied {
        @Handle
        public int all(Object... all) {
            return all.length;
        }
    }

    @Test
    void a_handler_of_a_generic_superclass_takes_what_the_subclass_makes_of_its_variable() throws Throwable {
        HandlerTable table = tableOf(Inheriting.class);
        Handler on = table.byPayload(new Move("up"));

        assertThat(on.payloadType()).isEqualTo(Move.class);
        assertThat(on.signature()).isEqualTo("on(java.lang.Object)");
        assertThat(on.invoke(new Inheriting(), new Move("up"))).isEqualTo("base");
        assertThat(table.byPayload("a string")).isNull();
    }

    @Test
    void generic_arguments_are_resolved_in_payload_and_reply() {
        Handler listed = tableOf(Inheriting.class).bySignature("listed(java.util.List)");

        assertThat(listed.payloadType()).isEqualTo(new TypeRef<List<Move>>() {}.type());
        assertThat(listed.replyType()).isEqualTo(new TypeRef<List<Move>>() {}.type());
        assertThat(new TypeRef<List<Move>>() {}.type()).isEqualTo(listed.replyType());
        assertThat(listed.replyType()).hasSameHashCodeAs(new TypeRef<List<Move>>() {}.type());
    }

    @Test
    void an_overridden_handler_counts_once_and_the_override_runs() throws Throwable {
        HandlerTable table = tableOf(Overriding.class);
        Handler on = table.byPayload(new Move("up"));

        assertThat(table.all()).hasSize(2);
        assertThat(on.invoke(new Overriding(), new Move("up"))).isEqualTo("overridden");
        assertThat(on.signature()).isEqualTo("on(" + Move.class.getTypeName() + ")");
    }

    @Test
    void a_default_method_of_an_interface_is_a_handler() throws Throwable {
        assertThat(tableOf(Greeter.class).byPayload("Ada").invoke(new Greeter(), "Ada"))
                .isEqualTo("hello Ada");
    }

    @Test
    void methods_of_a_contract_answer_to_the_contracts_signature_and_to_their_own() {
        HandlerTable table = tableOf(MoveStoreProcess.class);

        assertThat(table.bySignature("put(java.lang.Object)"))
                .isNotNull()
                .isSameAs(table.bySignature("put(" + Move.class.getTypeName() + ")"));
        assertThat(table.all()).hasSize(3);
    }

    @Test
    void methods_of_a_contract_without_the_annotation_are_not_found_by_payload() {
        assertThat(tableOf(MoveStoreProcess.class).byPayload(new Move("up"))).isNull();
    }

    @Test
    void a_default_method_of_a_contract_runs_in_the_process() throws Throwable {
        MoveStoreProcess process = new MoveStoreProcess();
        Handler twice = tableOf(MoveStoreProcess.class).bySignature("twice(java.lang.Object)");

        twice.invoke(process, new Move("up"));

        assertThat(process.count).isEqualTo(2);
    }

    @Test
    void several_parameters_are_spread_from_an_array() throws Throwable {
        Handler count = tableOf(MoveStoreProcess.class).bySignature("count(int,java.lang.String)");

        assertThat(count.invoke(new MoveStoreProcess(), new Object[] {3, "four"}))
                .isEqualTo(7);
        assertThat(count.payloadType()).isNull();
        assertThat(count.parameterTypes()).containsExactly(int.class, String.class);
    }

    @Test
    void a_stage_replies_with_its_argument_and_everything_else_boxed() {
        HandlerTable table = tableOf(Futures.class);
        Handler later = table.byPayload(new Move("up"));

        assertThat(later.asynchronous()).isTrue();
        assertThat(later.replyType()).isEqualTo(new TypeRef<List<Move>>() {}.type());
        assertThat(table.byPayload("text").replyType()).isEqualTo(Move.class);
        assertThat(table.byPayload(null).replyType()).isEqualTo(Integer.class);
        assertThat(table.byPayload(null).asynchronous()).isFalse();
        assertThat(table.byPayload(3).replyType()).isEqualTo(Void.class);
    }

    @Test
    void a_handler_without_parameters_ignores_the_payload_and_a_void_one_returns_null() throws Throwable {
        HandlerTable table = tableOf(Futures.class);

        assertThat(table.byPayload(null).invoke(new Futures(), "ignored")).isEqualTo(7);
        assertThat(table.byPayload(3).invoke(new Futures(), 3)).isNull();
    }

    @Test
    void an_exception_leaves_as_it_was_thrown() {
        Throwable thrown = null;
        try {
            tableOf(Throwing.class).byPayload(new Move("up")).invoke(new Throwing(), new Move("up"));
        } catch (Throwable t) {
            thrown = t;
        }
        assertThat(thrown).isExactlyInstanceOf(java.io.IOException.class).hasMessage("as it was thrown");
    }

    @Test
    void a_variable_of_the_method_itself_stands_for_its_bound() {
        assertThat(tableOf(Unscoped.class).byPayload(new Move("up")).payloadType())
                .isEqualTo(Move.class);
    }

    @Test
    void a_variable_arity_handler_takes_the_array() throws Throwable {
        Object payload = new Object[] {1, 2, 3};
        assertThat(tableOf(Varied.class).byPayload(payload).invoke(new Varied(), payload))
                .isEqualTo(3);
    }

    @Test
    void the_execution_is_that_of_the_annotation_and_auto_without_one() {
        assertThat(tableOf(Inheriting.class)
                        .bySignature("listed(java.util.List)")
                        .execution())
                .isEqualTo(Execution.POOL);
        assertThat(tableOf(MoveStoreProcess.class)
                        .bySignature("put(java.lang.Object)")
                        .execution())
                .isEqualTo(Execution.AUTO);
    }

    @Test
    void a_handler_says_what_it_accepts() {
        Handler count = tableOf(MoveStoreProcess.class).bySignature("count(int,java.lang.String)");

        assertThat(count.accepts(new Object[] {1, "a"})).isTrue();
        assertThat(count.accepts(new Object[] {1, null})).isTrue();
        assertThat(count.accepts(new Object[] {null, "a"})).isFalse();
        assertThat(count.accepts(new Object[] {1})).isFalse();
        assertThat(count.accepts("a")).isFalse();
        assertThat(tableOf(Futures.class).byPayload(3).accepts("a")).isFalse();
        assertThat(tableOf(Futures.class).byPayload(null).accepts("a")).isTrue();
    }

    private static HandlerTable tableOf(Class<?> type) {
        ProcessScan scan = ProcessScan.of(type);
        assertThat(scan.findings()).isEmpty();
        return scan.handlers();
    }
}
