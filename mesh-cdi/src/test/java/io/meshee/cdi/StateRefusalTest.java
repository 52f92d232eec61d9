package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meshee.api.Handle;
import io.meshee.api.RestoreState;
import io.meshee.api.SaveState;
import io.meshee.cdi.fixtures.Move;
import io.meshee.cdi.fixtures.nothingtosave.Forgetful;
import io.meshee.cdi.fixtures.unfitstate.BothWays;
import io.meshee.cdi.fixtures.unfitstate.FieldTwice;
import io.meshee.cdi.fixtures.unfitstate.FinalField;
import io.meshee.cdi.fixtures.unfitstate.RestoreAlone;
import io.meshee.cdi.fixtures.unfitstate.RestoreTakesTwo;
import io.meshee.cdi.fixtures.unfitstate.RestoresSomethingElse;
import io.meshee.cdi.fixtures.unfitstate.RestoresTwice;
import io.meshee.cdi.fixtures.unfitstate.SaveAlone;
import io.meshee.cdi.fixtures.unfitstate.SaveTakesSomething;
import io.meshee.cdi.fixtures.unfitstate.SavesUnserializable;
import io.meshee.cdi.fixtures.unfitstate.StaticField;
import io.meshee.cdi.fixtures.unfitstate.StaticRestore;
import io.meshee.cdi.fixtures.unfitstate.StaticSave;
import io.meshee.cdi.fixtures.unfitstate.TwoSaves;
import io.meshee.cdi.fixtures.unfitstate.UnserializableField;
import io.meshee.core.handler.ProcessScan;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State that could not be saved or restored refuses the deployment. */
class StateRefusalTest {

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(FinalField.class, "field score is static or final"),
                arguments(StaticField.class, "field score is static or final"),
                arguments(UnserializableField.class, "field thread is of java.lang.Thread"),
                arguments(FieldTwice.class, "score is there twice"),
                arguments(TwoSaves.class, "several @SaveState"),
                arguments(SaveAlone.class, "needs both"),
                arguments(RestoreAlone.class, "needs both"),
                arguments(SaveTakesSomething.class, "@SaveState method save must"),
                arguments(SavesUnserializable.class, "@SaveState method save must"),
                arguments(StaticSave.class, "@SaveState method save must"),
                arguments(RestoreTakesTwo.class, "@RestoreState method restore must"),
                arguments(StaticRestore.class, "@RestoreState method restore must"),
                arguments(RestoresTwice.class, "two @RestoreState methods take a io.meshee.cdi.fixtures.Move"),
                arguments(RestoresSomethingElse.class, "no @RestoreState method takes what @SaveState gives"),
                arguments(BothWays.class, "use one of the two ways"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unfit")
    void unfit_state_is_reported_once_with_its_id_the_class_and_the_reason(Class<?> broken, String reason) {
        assertThat(Containers.problemsOf(broken))
                .singleElement()
                .asString()
                .startsWith("MESH00216: " + broken.getName() + ": ")
                .contains(reason, "@State");
    }

    @Test
    void a_durable_handler_without_state_is_reported() {
        assertThat(Containers.problemsOf(Forgetful.class))
                .singleElement()
                .asString()
                .startsWith("MESH00217: " + Forgetful.class.getName() + ": ")
                .contains("@SaveState");
    }

    static class Base {
        @SaveState
        Move save() {
            return null;
        }

        @RestoreState
        void restore(Move move) {}
    }

    static class Derived extends Base {
        @Handle
        public void on(Move move) {}

        @SaveState
        @Override
        Move save() {
            return new Move("derived");
        }
    }

    @Test
    void a_save_method_that_is_overridden_counts_once_and_the_subclass_is_asked() throws Throwable {
        ProcessScan scan = ProcessScan.of(Derived.class);

        assertThat(scan.findings()).isEmpty();
        assertThat(scan.state().take(new Derived())).isEqualTo(new Move("derived"));
    }
}
