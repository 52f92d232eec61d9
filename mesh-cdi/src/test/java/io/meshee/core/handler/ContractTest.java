package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessType;
import io.meshee.api.TypeRef;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ContractTest {

    record Move(String direction) implements Serializable {}

    interface Store<T> {
        void put(T item) throws IOException;

        CompletionStage<List<T>> all();
    }

    @ProcessType(name = "moves")
    interface Moves extends Store<Move> {
        int count();

        default int twice() {
            return 2 * count();
        }

        static int three() {
            return 3;
        }

        @Override
        boolean equals(Object other);
    }

    static class MovesProcess implements Moves {
        @Override
        public void put(Move item) {}

        @Override
        public CompletionStage<List<Move>> all() {
            return null;
        }

        @Override
        public int count() {
            return 1;
        }
    }

    private final Contract contract = Contract.of(Moves.class);

    @Test
    void every_method_but_those_of_object_and_static_ones_is_a_message() {
        assertThat(contract.operations())
                .extracting(Contract.Operation::signature)
                .containsExactlyInAnyOrder("put(java.lang.Object)", "all()", "count()", "twice()");
    }

    @Test
    void a_process_class_answers_to_every_signature_of_its_contract() {
        HandlerTable table = ProcessScan.of(MovesProcess.class).handlers();

        assertThat(contract.operations())
                .allSatisfy(operation ->
                        assertThat(table.bySignature(operation.signature())).isNotNull());
    }

    @Test
    void types_are_seen_from_the_contract() {
        Contract.Operation all = operation("all()");

        assertThat(all.asynchronous()).isTrue();
        assertThat(all.replyType()).isEqualTo(new TypeRef<List<Move>>() {}.type());
        assertThat(operation("put(java.lang.Object)").parameterTypes()).containsExactly(Move.class);
        assertThat(operation("count()").replyType()).isEqualTo(Integer.class);
    }

    @Test
    void a_contract_says_which_exceptions_its_callers_expect() {
        assertThat(operation("put(java.lang.Object)").isDeclared(new IOException()))
                .isTrue();
        assertThat(operation("count()").isDeclared(new IOException())).isFalse();
    }

    @Test
    void a_proxys_method_finds_its_operation_and_object_methods_find_none() {
        List<Contract.Operation> found = new ArrayList<>();
        Moves proxy = (Moves) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Moves.class}, (self, method, arguments) -> {
                    found.add(contract.operation(method));
                    return method.getReturnType() == boolean.class ? (Object) true : (Object) 7;
                });

        proxy.count();
        proxy.twice();
        assertThat(proxy.equals("any")).isTrue();

        assertThat(found.get(0).signature()).isEqualTo("count()");
        assertThat(found.get(1).signature()).isEqualTo("twice()");
        assertThat(found.get(2)).isNull();
    }

    @Test
    void only_an_interface_is_a_contract() {
        assertThatThrownBy(() -> Contract.of(MovesProcess.class)).isInstanceOf(IllegalArgumentException.class);
    }

    private Contract.Operation operation(String signature) {
        Method method = contract.operations().stream()
                .filter(operation -> operation.signature().equals(signature))
                .findFirst()
                .orElseThrow()
                .method();
        return contract.operation(method);
    }
}
