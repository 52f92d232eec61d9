package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Request;
import io.meshee.core.node.Member.Said;
import io.meshee.testkit.Eventually;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers are told who began the chain of calls. */
class PrincipalTest {

    private final Club club = new Club();

    @BeforeEach
    void startTwoNodes() throws Exception {
        club.start("n1");
        club.start("n2");
    }

    @AfterEach
    void endNodes() {
        club.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_handler_is_told_who_calls_on_the_pool_and_on_the_callers_thread(String owner) {
        String id = club.idOn(owner);
        for (int i = 0; i < 3; i++) {
            assertThat(sendAs("ann", id, new Member.WhoCalls(""))).isEqualTo("ann");
            assertThat(sendAs("ann", id, new Member.WhoCallsHere())).isEqualTo("ann");
            assertThat(sendAs("bob", id, new Member.WhoCallsHere())).isEqualTo("bob");
            assertThat(club.send("n1", id, new Member.WhoCallsHere())).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @CsvSource({"n1,n1", "n1,n2", "n2,n1", "n2,n2"})
    void a_call_that_a_handler_makes_is_the_first_callers(String first, String second) {
        String one = club.idsOn(first, 2).get(0);
        String another = club.idsOn(second, 2).get(1);

        assertThat(sendAs("ann", one, new Member.WhoCalls(another))).isEqualTo("ann ann");
        assertThat(club.send("n1", one, new Member.WhoCalls(another))).isEqualTo("nobody nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_cast_and_an_asynchronous_call_tell_too(String owner) throws Exception {
        String id = club.idOn(owner);
        AtomicReference<String> asynchronous = new AtomicReference<>();
        club.cluster.environment().runAs("ann", () -> {
            club.node("n1").cast(Request.to(Member.class, id).payload(new Said("", 1)));
            asynchronous.set(club.node("n1")
                    .callAsync(Request.to(Member.class, id)
                            .payload(new Member.WhoCalls(""))
                            .returning(String.class))
                    .join()
                    .value());
        });

        assertThat(asynchronous.get()).isEqualTo("ann");
        Eventually.until("the cast has come", () -> club.heard().size() == 1);
        assertThat(club.heard().get(0).principal()).isEqualTo("ann");
    }

    @Test
    void members_are_told_who_publishes_or_has_it_published() throws Exception {
        List<String> ids = List.of(club.idOn("n1"), club.idOn("n2"));
        ids.forEach(id -> club.join("n1", id, "news"));
        Eventually.until("both are known", () -> club.node("n1").publish("news", new Said("", 0)) == 2);

        sendAs("ann", ids.get(0), new Member.Say("news", new Said("", 7)));

        Eventually.until("both have heard it", () -> said(7).size() == 2);
        assertThat(said(7)).containsExactly("ann", "ann");
    }

    private List<String> said(int number) {
        return club.heard().stream()
                .filter(heard -> heard.said().number() == number)
                .map(Member.Heard::principal)
                .toList();
    }

    private Object sendAs(String name, String id, Object payload) {
        AtomicReference<Object> answer = new AtomicReference<>();
        club.cluster.environment().runAs(name, () -> answer.set(club.send("n1", id, payload)));
        return answer.get();
    }
}
