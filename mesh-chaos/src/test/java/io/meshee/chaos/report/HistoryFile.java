package io.meshee.chaos.report;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Failed;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** The history as JSON, a line for each call and each happening, packed. Times are nanoseconds of one clock. */
public final class HistoryFile {

    private HistoryFile() {}

    /** Writes the file. */
    public static void write(Path file, History history) {
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            out.write("{\"seed\":" + history.seed() + "}\n");
            for (var happening : history.happenings()) {
                out.write("{\"happening\":" + quote(happening.toString()) + ",\"began\":" + happening.began()
                        + ",\"over\":" + happening.over() + "}\n");
            }
            for (var call : history.calls()) {
                out.write(line(call));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Call call) {
        return "{\"call\":" + call.number() + ",\"process\":"
                + quote(call.process().toString()) + ",\"does\":"
                + (call.adds() ? "\"add\"" : "\"read\"") + ",\"due\":" + call.due() + ",\"sent\":" + call.sent()
                + ",\"ended\":" + call.ended() + ",\"asked\":" + quote(call.asked()) + ",\"refusals\":"
                + call.refusals() + "," + result(call) + "}\n";
    }

    private static String result(Call call) {
        if (call.result() instanceof Answered answered) {
            return "\"value\":" + answered.value() + ",\"node\":" + quote(answered.node()) + ",\"incarnation\":"
                    + answered.incarnation();
        }
        var failed = (Failed) call.result();
        return "\"executed\":\"" + failed.executed() + "\",\"error\":" + quote(failed.error()) + ",\"text\":"
                + quote(failed.text());
    }

    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
