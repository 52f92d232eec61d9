package io.meshee.chaos.mutant;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.utility.JavaModule;

/** Changes classes as they are loaded. Says so in the node's log, or the test would prove nothing. */
public final class MutantAgent {

    private MutantAgent() {}

    /**
     * Run by the JVM before the server.
     *
     * @param names the mutations, separated by commas
     */
    public static void premain(String names, Instrumentation instrumentation) {
        AgentBuilder agent = new AgentBuilder.Default()
                .with(AgentBuilder.TypeStrategy.Default.REDEFINE)
                .with(new Report());
        for (var name : names.split(",")) {
            var mutation = Mutation.valueOf(name);
            agent = agent.type(named(mutation.type()))
                    .transform((target, type, loader, module, domain) -> mutation.change(target));
        }
        agent.installOn(instrumentation);
    }

    private static final class Report extends AgentBuilder.Listener.Adapter {

        @Override
        public void onTransformation(
                TypeDescription type, ClassLoader loader, JavaModule module, boolean loaded, DynamicType result) {
            System.out.println("MUTANT " + type.getName());
        }

        @Override
        public void onError(String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
            System.out.println("UNCHANGED " + type + ": " + failure);
        }
    }
}
