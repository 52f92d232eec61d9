package io.meshee.cluster;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Nodes that all test classes share, for a start costs more than most stories: {@link OnSharedNodes},
 * and take {@link Nodes} as a parameter. They are started for the first that asks, and killed after the last test.
 *
 * <p>Two meshes on one data grid: n1 and n2 run the sample application, f1 and f2 the fixture. A test may add nodes of
 * its own, which it takes away again, and leaves these four as it found them.
 */
final class SharedNodes implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedNodes.class);

    /** The shared nodes. */
    record Nodes(MeshCluster cluster) implements AutoCloseable {

        private static Nodes start() {
            var cluster = MeshCluster.named("shared");
            try {
                NodeSpec[] sample = {
                    NodeSpec.node("n1").capabilities("game", "chat", "counter"),
                    NodeSpec.node("n2").capabilities("game", "payment", "counter")
                };
                NodeSpec[] fixture = {FixtureNode.spec("f1"), FixtureNode.spec("f2")};
                cluster.launch(sample.length, sample);
                cluster.launch(fixture.length, fixture);
                cluster.awaitReady(sample);
                cluster.awaitReady(fixture);
            } catch (RuntimeException | AssertionError e) {
                cluster.close();
                throw e;
            }
            return new Nodes(cluster);
        }

        /** Serves game, chat and counter. */
        MeshNode n1() {
            return cluster.node("n1");
        }

        /** Serves game, payment and counter. */
        MeshNode n2() {
            return cluster.node("n2");
        }

        FixtureNode f1() {
            return fixture("f1");
        }

        FixtureNode f2() {
            return fixture("f2");
        }

        FixtureNode fixture(String name) {
            return new FixtureNode(cluster.node(name));
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Nodes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Nodes.class, any -> Nodes.start(), Nodes.class);
    }
}
