package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.TypeRef;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodableTypesTest {

    record Move(String direction) implements Serializable {}

    record Tree(List<Tree> branches) implements Serializable {}

    record Holder(Map<String, Thread> threads) implements Serializable {}

    record Plain(int value) {}

    enum Colour {
        RED
    }

    abstract static class Shape {}

    static List<Type> encodable() {
        return List.of(
                int.class,
                Void.class,
                Object.class,
                String.class,
                BigDecimal.class,
                Move.class,
                Tree.class,
                Colour.class,
                Shape.class,
                Runnable.class,
                byte[].class,
                new TypeRef<Map<String, List<? extends Move>>>() {}.type());
    }

    static List<Type> unencodable() {
        return List.of(
                Thread.class,
                Thread[][].class,
                Holder.class,
                new TypeRef<List<Thread>>() {}.type(),
                new TypeRef<List<Thread>[]>() {}.type(),
                new TypeRef<Map<String, Supplier<? extends Thread>>>() {}.type());
    }

    @ParameterizedTest
    @MethodSource("encodable")
    void values_records_serializable_and_open_types_may_cross(Type type) {
        assertThat(EncodableTypes.unencodableIn(type)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unencodable")
    void a_class_that_cannot_be_encoded_is_found_however_deep(Type type) {
        assertThat(EncodableTypes.unencodableIn(type)).contains(Thread.class);
    }

    @Test
    void a_record_must_be_serializable_too() {
        assertThat(EncodableTypes.unencodableIn(Plain.class)).contains(Plain.class);
    }

    @Test
    void both_payload_and_reply_are_judged() {
        assertThat(ProcessScan.of(io.meshee.cdi.fixtures.unencodablepayload.TakesThread.class)
                        .findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.PAYLOAD_IS_ENCODABLE);
        assertThat(ProcessScan.of(io.meshee.cdi.fixtures.unencodablereply.GivesThread.class)
                        .findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.REPLY_IS_ENCODABLE);
    }
}
