package io.meshee.core.node;

import io.meshee.testkit.PromptTransport;

/** The same where neither end waits for the other. */
class FaultyPromptNetworkTest extends FaultyNetworkTest {

    FaultyPromptNetworkTest() {
        world.cluster.transports((node, transport) -> new PromptTransport(transport));
    }
}
