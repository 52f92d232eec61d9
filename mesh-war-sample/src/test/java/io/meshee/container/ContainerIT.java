package io.meshee.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.cluster.FreePorts;
import io.meshee.cluster.OnNodesOfItsOwn;
import io.meshee.cluster.TestWar;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InitialContext;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mesh as an application meets it inside the server. */
@ExtendWith({ContainerPorts.class, ArquillianExtension.class})
@OnNodesOfItsOwn
class ContainerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Mesh mesh;

    @Inject
    Clerk clerk;

    @Inject
    Desk desk;

    @Inject
    Note note;

    @ArquillianResource
    URL root;

    @Deployment
    static WebArchive application() throws URISyntaxException {
        var assertj = Assertions.class.getProtectionDomain().getCodeSource().getLocation();
        return TestWar.of("container.war", "container", ContainerIT.class.getPackage())
                .addClass(FreePorts.class)
                .addAsLibrary(new File(assertj.toURI()));
    }

    @BeforeEach
    void awaitTheFirstView() {
        if (mesh == null) {
            return; // outside of the server: the client's tests wait for what they ask
        }
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (mesh.view().epoch() == 0 || mesh.nodesFor("plain").isEmpty()) {
            assertThat(System.nanoTime()).as("the first view").isLessThan(giveUp);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void aBeanCallsThroughTheInjectedMesh() {
        assertThat(clerk.call()).isTrue();
    }

    @Test
    void aSessionBeanCallsAndItsTransactionStaysWithIt() {
        assertThat(desk.call()).doesNotStartWith("none").endsWith(" calls none");
    }

    @Test
    void aProcessKnowsItself() {
        var request = Request.to(Guest.class, "gary")
                .payload(new Visit("context"))
                .headers(Map.of("language", "en"))
                .returning(String.class);
        var reply = mesh.call(request);
        assertThat(reply.value())
                .isEqualTo("guest Guest gary " + reply.process().incarnation() + " {language=en}");
    }

    @Test
    void eachMessageHasARequestScopeOfItsOwn() {
        note.write("the caller's");
        for (var text : new String[] {"first", "second"}) {
            assertThat(mesh.call(Request.to(Guest.class, "nina")
                                    .payload(new Visit(text))
                                    .returning(String.class))
                            .value())
                    .isEqualTo("null then " + text);
        }
        assertThat(note.text()).isEqualTo("the caller's");
    }

    @Test
    void aCallerHandlerOfAnIdleProcessRunsOnTheCallersThreadOutsideOfTransactionsOnly() throws Exception {
        awaitRunningHere("terry");
        var transaction = (UserTransaction) new InitialContext().lookup("java:comp/UserTransaction");
        transaction.begin();
        try {
            assertThat(threadOf("terry")).isNotEqualTo(Thread.currentThread().getName());
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void aHandlerNeverSeesTheCallersTransaction() throws Exception {
        awaitRunningHere("pat");
        var transaction = (UserTransaction) new InitialContext().lookup("java:comp/UserTransaction");
        transaction.begin();
        try {
            assertThat(Transactions.current()).isNotEqualTo("none");
            assertThat(visit(Plain.class, "pat")).isEqualTo("none");
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void aPooledProcessRunsInATransactionOfItsOwn() throws Exception {
        var transaction = (UserTransaction) new InitialContext().lookup("java:comp/UserTransaction");
        transaction.begin();
        try {
            assertThat(visit(Ledger.class, "lee")).isNotEqualTo("none").isNotEqualTo(Transactions.current());
        } finally {
            transaction.rollback();
        }
        assertThat(visit(Ledger.class, "lee")).isNotEqualTo("none").isNotEqualTo(visit(Ledger.class, "lee"));
    }

    @Test
    @RunAsClient
    void aRestResourceCallsThroughTheInjectedMesh() {
        assertThat(awaitOk(root.toString() + "api/front")).isEqualTo("container");
    }

    @Test
    @RunAsClient
    void aHandlerIsToldWhoCallsWhetherFromARestResourceASessionBeanOrAManagedThread() {
        assertThat(awaitOk(root.toString() + "api/front/principals?user=ann")).isEqualTo("ann ann ann");
        assertThat(awaitOk(root.toString() + "api/front/principals")).isEqualTo("none none none");
    }

    @Test
    void aPlainThreadCallsForNobody() {
        assertThat(mesh.call(Request.to(Guest.class, "plain")
                                .payload(new Visit("principal"))
                                .returning(String.class))
                        .value())
                .isEqualTo("none");
    }

    @Test
    @RunAsClient
    void healthTellsHowTheNodeStands() {
        var host = root.getProtocol() + "://" + root.getAuthority();
        assertThat(awaitOk(host + "/health/ready"))
                .contains("mesh-ready", "\"node\":\"container\"", "\"members\"", "\"epoch\"")
                .contains("guest,ledger,plain", "\"transport\":\"remote-ejb,data-grid\"");
        assertThat(awaitOk(host + "/health/started")).contains("mesh-started");
        assertThat(awaitOk(host + "/health/live")).contains("mesh-live");
    }

    /** The activation ran on the pool, which may not have let go of the process when its first reply is here. */
    private void awaitRunningHere(String id) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!threadOf(id).equals(Thread.currentThread().getName())) {
            assertThat(System.nanoTime()).as("a handler on the caller's thread").isLessThan(giveUp);
        }
    }

    private String threadOf(String id) {
        return mesh.call(
                        Request.to(Plain.class, id).payload(new Visit("thread")).returning(String.class))
                .value();
    }

    private String visit(Class<?> type, String id) {
        return mesh.call(Request.to(type, id).payload(new Visit("transaction")).returning(String.class))
                .value();
    }

    private static String awaitOk(String url) {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            while (response.statusCode() != 200) {
                assertThat(System.nanoTime()).as(url + ": " + response.body()).isLessThan(giveUp);
                LockSupport.parkNanos(100_000_000);
                response = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
