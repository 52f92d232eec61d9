package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handler sees the same on the caller's node (f1) and on another (f2), on whichever thread it runs. */
@Timeout(300)
@OnSharedNodes
class ParityIT {

    private static final String SEEN =
            "transaction none, loader own, principal %s, headers {language=en}; the caller's";
    private static final String SEEN_IN_REQUEST =
            "transaction none, loader own, principal %s, before nothing, after the handler's; the caller's";

    private final FixtureNode f1;

    ParityIT(Nodes nodes) {
        f1 = nodes.f1();
    }

    @ParameterizedTest
    @CsvSource({"f1,caller", "f1,pool", "f1,anywhere", "f2,caller", "f2,pool", "f2,anywhere"})
    void aHandlerSeesTheSameWhereverItRuns(String owner, String where) {
        var path = "Mirror/" + f1.idOn(owner, "mirror-" + where) + "/" + where;

        assertThat(look(path + "?times=100&user=ann")).isEqualTo(SEEN.formatted("ann"));
        assertThat(look(path + "?times=100")).isEqualTo(SEEN.formatted("none"));
        assertThat(look(path + "?user=ann&transaction=true")).isEqualTo(SEEN.formatted("ann"));
    }

    @ParameterizedTest
    @CsvSource({"f1", "f2"})
    void aHandlerHasARequestOfItsOwnWhereverItRuns(String owner) {
        var path = "RequestMirror/" + f1.idOn(owner, "request-mirror") + "/caller";

        assertThat(look(path + "?times=3&user=bob")).isEqualTo(SEEN_IN_REQUEST.formatted("bob"));
        assertThat(look(path + "?transaction=true")).isEqualTo(SEEN_IN_REQUEST.formatted("none"));
    }

    @ParameterizedTest
    @CsvSource({"f1,f1", "f1,f2", "f2,f1", "f2,f2"})
    void theFirstCallerIsKnownToWhateverIsCalledOnItsBehalf(String first, String second) {
        var ids = new String[] {
            f1.idsOn(first, "first", 2).get(0), f1.idsOn(second, "second", 2).get(1)
        };
        var path = "Mirror/" + ids[0] + "/through?other=" + ids[1];

        assertThat(look(path + "&user=cleo")).isEqualTo(SEEN.formatted("cleo"));
        assertThat(look(path)).isEqualTo(SEEN.formatted("none"));
    }

    private String look(String path) {
        return f1.get("look/" + path).body();
    }
}
