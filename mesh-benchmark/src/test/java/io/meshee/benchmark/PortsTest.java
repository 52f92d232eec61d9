package io.meshee.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void whatWasGivenIsNotGivenAgainThoughNobodyListensThereYet() throws Exception {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int first = Ports.free(16);
            for (int port = first; port < first + 16; port++) {
                assertThat(given.add(port)).as("port %s is new", port).isTrue();
            }
        }
    }
}
