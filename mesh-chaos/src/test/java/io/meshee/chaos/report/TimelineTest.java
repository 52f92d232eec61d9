package io.meshee.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TimelineTest {

    private static final long SECOND = 1_000_000_000;
    private static final Process PROCESS = new Process("tally", "1");

    private static final History HISTORY = new History(
            42,
            List.of(
                    call(1, SECOND, new Answered(1, "n1", 1)),
                    call(2, 3 * SECOND, new Failed(Executed.UNKNOWN, "NodeLostException", "\"n1\"\nis <gone>")),
                    call(3, 5 * SECOND, new Answered(2, "n2", 2))),
            List.of(
                    new NodeLog("n1", List.of(), List.of(), List.of(), List.of()),
                    new NodeLog(
                            "n2",
                            List.of(),
                            List.of(new NodeLog.ViewSeen(3 * SECOND, "abc", 2, List.of("n2"), Map.of("n2", 4096))),
                            List.of(new NodeLog.Settled(3 * SECOND + SECOND / 2, "abc", 2)),
                            List.of())),
            List.of(new Happening("kill", "n1", 2 * SECOND, 2 * SECOND, 4 * SECOND)));

    @Test
    void thePictureIsWellFormedAndNamesWhatHappened() throws Exception {
        var svg = Timeline.of(HISTORY, List.of());

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("kill n1").contains("seed 42").doesNotContain("NaN");
    }

    @Test
    void theTableTellsWhatAChangeCost() {
        assertThat(Table.of(HISTORY, List.of()))
                .contains(
                        "| 1.0 s | kill n1 | 500 ms | 100 ms | 100 ms | 1.0 s | 2.0 s | {NodeLostException UNKNOWN=1} |")
                .contains("3 calls to 1 processes; 2 answered, 1 UNKNOWN, 0 not executed");
    }

    @Test
    void aLineOfTheHistoryIsJson() {
        assertThat(HistoryFile.line(HISTORY.calls().get(1)))
                .isEqualTo("{\"call\":2,\"process\":\"tally/1\",\"does\":\"add\",\"due\":3000000000,"
                        + "\"sent\":3000000000,\"ended\":3100000000,\"asked\":\"n1\",\"refusals\":0,"
                        + "\"executed\":\"UNKNOWN\",\"error\":\"NodeLostException\","
                        + "\"text\":\"\\\"n1\\\"\\u000ais <gone>\"}\n");
    }

    private static Call call(long number, long sent, io.meshee.chaos.history.Result result) {
        return new Call(number, PROCESS, true, sent, sent, sent + SECOND / 10, "n1", 0, result);
    }
}
