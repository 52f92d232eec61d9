package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Activate;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    abstract static class Recording {
        final List<Object> seen = new ArrayList<>();

        @Handle
        public void on(String payload) {}

        void record(Object... arguments) {
            seen.addAll(Arrays.asList(arguments));
        }
    }

    static class Full extends Recording {
        @Activate
        void activate(ProcessContext self, Integer level) {
            record(self, level);
        }

        @Passivate
        private void passivate(PassivationReason reason) {
            record(reason);
        }
    }

    static class Reversed extends Recording {
        @Activate
        void activate(Integer level, ProcessContext self) {
            record(level, self);
        }
    }

    static class Bare extends Recording {
        @Activate
        void activate() {
            record("activated");
        }

        @Passivate
        void passivate() {
            record("passivated");
        }
    }

    static class ArgumentOnly extends Recording {
        @Activate
        void activate(Object[] argument) {
            record((Object) argument);
        }
    }

    static class Overridden extends Bare {
        @Override
        void activate() {
            record("overridden");
        }
    }

    static class Lifeless extends Recording {}

    static class Failing extends Recording {
        @Activate
        void activate() throws java.io.IOException {
            throw new java.io.IOException("no");
        }
    }

    static class PrimitiveArgument extends Recording {
        @Activate
        void activate(int level) {}
    }

    static class AsynchronousActivation extends Recording {
        @Activate
        java.util.concurrent.CompletionStage<Void> activate() {
            return null;
        }
    }

    static class StaticPassivation extends Recording {
        @Passivate
        static void passivate() {}
    }

    static class TwoReasons extends Recording {
        @Passivate
        void passivate(PassivationReason one, PassivationReason another) {}
    }

    private final ProcessContext self = (ProcessContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ProcessContext.class}, (proxy, method, arguments) -> null);

    @Test
    void activation_gets_the_context_and_the_argument_in_the_order_that_it_asks_for() throws Throwable {
        Full full = new Full();
        lifecycleOf(Full.class).activate(full, self, 5);
        Reversed reversed = new Reversed();
        lifecycleOf(Reversed.class).activate(reversed, self, 5);

        assertThat(full.seen.get(0)).isSameAs(self);
        assertThat(full.seen.get(1)).isEqualTo(5);
        assertThat(reversed.seen.get(0)).isEqualTo(5);
        assertThat(reversed.seen.get(1)).isSameAs(self);
    }

    @Test
    void an_argument_of_another_type_is_seen_as_none() throws Throwable {
        Full full = new Full();
        lifecycleOf(Full.class).activate(full, self, "five");

        assertThat(full.seen.get(1)).isNull();
    }

    @Test
    void an_argument_may_itself_be_an_array() throws Throwable {
        ArgumentOnly process = new ArgumentOnly();
        Object[] argument = {1, 2};
        lifecycleOf(ArgumentOnly.class).activate(process, self, argument);

        assertThat(process.seen.get(0)).isSameAs(argument);
    }

    @Test
    void lifecycle_methods_need_no_parameters() throws Throwable {
        Bare bare = new Bare();
        Lifecycle lifecycle = lifecycleOf(Bare.class);
        lifecycle.activate(bare, self, 5);
        lifecycle.passivate(bare, PassivationReason.IDLE);

        assertThat(bare.seen).containsExactly("activated", "passivated");
    }

    @Test
    void passivation_gets_its_reason_also_in_a_private_method() throws Throwable {
        Full full = new Full();
        lifecycleOf(Full.class).passivate(full, PassivationReason.STOP);

        assertThat(lifecycleOf(Full.class).passivates()).isTrue();
        assertThat(full.seen).containsExactly(PassivationReason.STOP);
    }

    @Test
    void an_overridden_lifecycle_method_runs_once() throws Throwable {
        Overridden process = new Overridden();
        lifecycleOf(Overridden.class).activate(process, self, null);

        assertThat(process.seen).containsExactly("overridden");
    }

    @Test
    void a_class_needs_no_lifecycle() throws Throwable {
        Lifecycle lifecycle = lifecycleOf(Lifeless.class);
        lifecycle.activate(new Lifeless(), self, 5);
        lifecycle.passivate(new Lifeless(), PassivationReason.IDLE);

        assertThat(lifecycle.activates()).isFalse();
        assertThat(lifecycle.passivates()).isFalse();
    }

    @Test
    void what_activation_throws_leaves_as_it_was_thrown() {
        assertThatThrownBy(() -> lifecycleOf(Failing.class).activate(new Failing(), self, null))
                .isExactlyInstanceOf(java.io.IOException.class);
    }

    @Test
    void lifecycle_methods_that_could_not_be_called_as_meant_are_found() {
        assertThat(rulesBrokenBy(PrimitiveArgument.class)).containsExactly(Rule.ACTIVATE_METHOD_FITS);
        assertThat(rulesBrokenBy(AsynchronousActivation.class)).containsExactly(Rule.ACTIVATE_METHOD_FITS);
        assertThat(rulesBrokenBy(StaticPassivation.class)).containsExactly(Rule.PASSIVATE_METHOD_FITS);
        assertThat(rulesBrokenBy(TwoReasons.class)).containsExactly(Rule.PASSIVATE_METHOD_FITS);
    }

    private static List<Rule> rulesBrokenBy(Class<?> type) {
        return ProcessScan.of(type).findings().stream().map(Finding::rule).toList();
    }

    private static Lifecycle lifecycleOf(Class<?> type) {
        ProcessScan scan = ProcessScan.of(type);
        assertThat(scan.findings()).isEmpty();
        return scan.lifecycle();
    }
}
