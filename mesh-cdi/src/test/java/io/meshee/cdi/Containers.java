package io.meshee.cdi;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.regex.Pattern;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** Deploys classes with the extension. */
final class Containers {

    private static final Pattern PROBLEM = Pattern.compile("MESH00\\d{3}: [^\\n]+");

    private Containers() {}

    static WeldContainer deploy(Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .addExtension(new CapabilityExtension())
                .addBeanClasses(beans)
                .initialize();
    }

    /** What the deployment was refused for; empty if it was not. */
    static List<String> problemsOf(Class<?>... beans) {
        Throwable refusal = catchThrowable(() -> deploy(beans).close());
        return refusal == null ? List.of() : problemsIn(refusal);
    }

    private static List<String> problemsIn(Throwable refusal) {
        List<String> problems = PROBLEM.matcher(refusal.getMessage())
                .results()
                .map(match -> match.group().strip())
                .distinct()
                .toList();
        if (problems.isEmpty()) {
            throw new AssertionError("refused for another reason", refusal);
        }
        return problems;
    }
}
