package io.meshee.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrkTest {

    private static final HttpRequest REQUEST = new HttpRequest("count", "POST", "/c%d/increment", 5);

    @TempDir
    Path folder;

    @Test
    void whereThereIsNoneThereIsNone() throws IOException {
        assertThat(Wrk.on(folder.toString(), folder)).isEmpty();
    }

    @Test
    void eachPortHasAThread() throws Exception {
        Wrk wrk = fake("echo {\\\"said\\\":\\\"$* on $MESH_PORTS\\\"}");
        assertThat(wrk.run(REQUEST, List.of(81, 82), 16, 3))
                .contains("--threads=2", "--connections=16", "--duration=3s", "-- POST /c%d/increment 5 on 81 82");
    }

    @Test
    void itsFailureIsToldWithWhatItSaid() throws Exception {
        Wrk wrk = fake("echo no such host; exit 3");
        assertThatThrownBy(() -> wrk.run(REQUEST, List.of(81), 16, 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("no such host");
    }

    @Test
    void theLoadIsSpreadOverPortsAndIdsAndItsErrorsAreCounted() throws Exception {
        Optional<Wrk> wrk = Wrk.on(System.getenv("PATH"), folder);
        assumeTrue(wrk.isPresent(), "there is no wrk");
        Map<String, Integer> paths = new ConcurrentHashMap<>();
        List<HttpServer> servers = new ArrayList<>();
        for (int status : new int[] {200, 503}) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                paths.put(status + exchange.getRequestMethod() + exchange.getRequestURI(), status);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            servers.add(server);
        }
        try {
            List<Integer> ports = servers.stream()
                    .map(server -> server.getAddress().getPort())
                    .toList();
            String answer = wrk.get().run(REQUEST, ports, 4, 1);
            assertThat(paths)
                    .containsKeys("200POST/c1/increment", "503POST/c5/increment")
                    .hasSize(10);
            assertThat(answer).containsPattern("\"requests\":[1-9]").containsPattern("\"refused\":[1-9]");
            assertThat(answer).contains("\"failed\":0").containsPattern("\"p99\":[1-9]");
        } finally {
            servers.forEach(server -> server.stop(0));
        }
    }

    private Wrk fake(String script) throws IOException {
        Path executable = Files.writeString(folder.resolve("wrk"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
        return Wrk.on("/nowhere:" + folder, folder).orElseThrow();
    }
}
