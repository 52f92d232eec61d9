package io.meshee.ejb.persistence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of Debian's package, with a folder of its own, on loopback. It refuses to run as root. */
final class PostgreSqlServer {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path home;
    private final List<String> asUser;
    private final int port;

    private PostgreSqlServer(Path programs, Path home, List<String> asUser, int port) {
        this.programs = programs;
        this.home = home;
        this.asUser = asUser;
        this.port = port;
    }

    /** Where the newest one's programs are; empty if none is installed. */
    private static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    /** Starts one; where none is installed, the tests are skipped, with a word of why. */
    static PostgreSqlServer startOrSkip() throws IOException, InterruptedException {
        Optional<Path> programs = installed();
        if (programs.isEmpty()) {
            System.out.println("SKIPPED: no PostgreSQL under " + PACKAGES + "; apt-get install postgresql");
        }
        Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
        return start(programs.get());
    }

    private static PostgreSqlServer start(Path programs) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("mesh-postgresql-");
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            Files.setOwner(
                    home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        PostgreSqlServer server = new PostgreSqlServer(
                programs, home, root ? List.of("runuser", "-u", "nobody", "--") : List.of(), freePort());
        server.run("initdb", "-D", server.data(), "-U", "mesh", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        server.start();
        return server;
    }

    void start() throws IOException, InterruptedException {
        String options =
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home + " -c fsync=off";
        run("pg_ctl", "-D", data(), "-l", home.resolve("log").toString(), "-w", "-o", options, "start");
    }

    /** As a crash would: nothing is finished. */
    void crash() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    DataSource dataSource() {
        return at(port);
    }

    /** A data source for a port of this machine. */
    static DataSource at(int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName("postgres");
        dataSource.setUser("mesh");
        return dataSource;
    }

    /** Stops it and removes its files. */
    void remove() throws IOException, InterruptedException {
        if (Files.exists(home.resolve("data/postmaster.pid"))) {
            crash();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("mesh-postgresql-", ".out");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " failed:\n" + Files.readString(output));
        }
        Files.delete(output);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
