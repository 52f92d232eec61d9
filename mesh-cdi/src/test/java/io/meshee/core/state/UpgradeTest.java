package io.meshee.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import io.meshee.api.Request;
import io.meshee.api.RestoreState;
import io.meshee.api.SaveState;
import io.meshee.api.State;
import io.meshee.api.StateStoreException;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.TestCluster;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one version of a class saved is read by the next, or refused. */
class UpgradeTest {

    record Set(String value) implements Serializable {}

    @Durable
    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class Fields {
        @State
        private String text = "initial";

        @State
        private int old = 7;

        @Handle
        public String set(Set set) {
            text = set.value();
            return text;
        }
    }

    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class OtherFields {
        @State
        private String text;

        @State
        private List<String> added = List.of("default");

        @Handle
        public String get() {
            return text + added;
        }
    }

    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class RetypedField {
        @State
        private int text;

        @Handle
        public int get() {
            return text;
        }
    }

    record One(String text) implements Serializable {}

    record Two(String text, int version) implements Serializable {}

    @Durable
    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class GivesOne {
        private String text = "";

        @SaveState
        private One save() {
            if (text.equals("unsaveable")) {
                throw new IllegalStateException("cannot");
            }
            return new One(text);
        }

        @RestoreState
        private void restore(One one) {
            text = one.text();
        }

        @Handle
        public String set(Set set) {
            text = set.value();
            return text;
        }

        @Handle
        public String get() {
            return text;
        }
    }

    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class GivesTwo {
        private Two state = new Two("", 2);

        @SaveState
        Two save() {
            return state;
        }

        @RestoreState
        void restore(Two two) {
            state = two;
        }

        @RestoreState
        void upgrade(One one) {
            state = new Two(one.text(), 1);
        }

        @Handle
        public String get() {
            return state.toString();
        }
    }

    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class GivesTwoOnly {
        @SaveState
        Two save() {
            return new Two("", 2);
        }

        @RestoreState
        void restore(Two two) {}

        @Handle
        public String get() {
            return "two";
        }
    }

    @Capability("shape")
    @ProcessType(name = "shape", capability = "shape")
    static class RestoresBadly {
        @SaveState
        One save() {
            return new One("");
        }

        @RestoreState
        void restore(One one) {
            throw new UnsupportedOperationException("not " + one.text());
        }

        @Handle
        public String get() {
            return "never";
        }
    }

    private final TestCluster cluster = new TestCluster();
    private int starts;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void a_field_that_is_new_keeps_its_initial_value_and_one_that_is_gone_is_passed_over() throws Exception {
        savedBy(Fields.class, "hello");

        assertThat(getBy(OtherFields.class)).isEqualTo("hello[default]");
    }

    @Test
    void a_field_of_another_type_lets_the_process_not_start() throws Exception {
        savedBy(Fields.class, "hello");

        assertThatThrownBy(() -> getBy(RetypedField.class))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("shape/shape/x")
                .hasMessageContaining("field text is of int, but what was saved is of java.lang.String");
    }

    @Test
    void a_snapshot_is_given_back_whole() throws Exception {
        savedBy(GivesOne.class, "hello");

        assertThat(getBy(GivesOne.class)).isEqualTo("hello");
    }

    @Test
    void a_class_takes_older_snapshots_by_a_restore_method_of_their_own() throws Exception {
        savedBy(GivesOne.class, "hello");

        assertThat(getBy(GivesTwo.class)).isEqualTo("Two[text=hello, version=1]");
        assertThat(getBy(GivesTwo.class)).isEqualTo("Two[text=hello, version=1]");
    }

    @Test
    void a_snapshot_of_another_class_lets_the_process_not_start() throws Exception {
        savedBy(GivesOne.class, "hello");

        assertThatThrownBy(() -> getBy(GivesTwoOnly.class))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("shape/shape/x")
                .hasMessageContaining(One.class.getName());
        assertThat(getBy(GivesOne.class)).isEqualTo("hello");
    }

    @Test
    void a_snapshot_for_a_class_that_has_fields_now_lets_the_process_not_start() throws Exception {
        savedBy(GivesOne.class, "hello");

        assertThatThrownBy(() -> getBy(OtherFields.class))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("shape/shape/x");
    }

    @Test
    void a_restore_method_that_throws_lets_the_process_not_start() throws Exception {
        savedBy(GivesOne.class, "hello");

        assertThatThrownBy(() -> getBy(RestoresBadly.class))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("shape/shape/x")
                .hasMessageContaining("not hello");
        assertThat(getBy(GivesOne.class)).isEqualTo("hello");
    }

    @Test
    void a_save_method_that_throws_ends_the_durable_call_and_the_process_goes_on() throws Exception {
        MeshNode node = cluster.start("n1", GivesOne.class);
        node.call(set("hello"));

        assertThatThrownBy(() -> node.call(set("unsaveable")))
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("shape/shape/x")
                .hasMessageContaining("cannot");

        assertThat(node.call(set("again")).value()).isEqualTo("again");
    }

    private void savedBy(Class<?> version, String value) throws Exception {
        MeshNode node = startNext(version);
        node.call(set(value));
        cluster.stop(node.localNode());
    }

    private Object getBy(Class<?> version) throws Exception {
        MeshNode node = startNext(version);
        try {
            return node.call(Request.to("shape", "x").capability("shape")).value();
        } finally {
            cluster.stop(node.localNode());
        }
    }

    private MeshNode startNext(Class<?> version) throws Exception {
        return cluster.start("n" + ++starts, version);
    }

    private static Request<Object> set(String value) {
        return Request.to("shape", "x").capability("shape").payload(new Set(value));
    }
}
