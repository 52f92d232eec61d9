package io.meshee.chaos.check;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog.ViewSeen;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result.Answered;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Where processes lived, as far as their answers told. */
final class Homes {

    private final Map<Process, String> nodes = new HashMap<>();

    private Homes() {}

    /** Where each process last answered before that happened, by the view that was there then. */
    static Homes before(Happening happening, History history) {
        var homes = new Homes();
        long since = history.nodes().stream()
                .flatMap(log -> log.views().stream())
                .mapToLong(ViewSeen::time)
                .filter(time -> time < happening.began())
                .max()
                .orElse(Long.MIN_VALUE);
        history.calls().stream()
                .filter(call -> call.sent() > since && call.ended() < happening.began())
                .sorted(Comparator.comparingLong(Call::ended))
                .forEach(call -> {
                    if (call.result() instanceof Answered by) {
                        homes.nodes.put(call.process(), by.node());
                    }
                });
        return homes;
    }

    /** Whether the process lived on one of them. */
    boolean isOn(Collection<String> these, Process process) {
        var node = nodes.get(process);
        return node != null && these.contains(node);
    }

    /** Whether it is known that the process lived on another one. */
    boolean isElsewhere(Collection<String> these, Process process) {
        var node = nodes.get(process);
        return node != null && !these.contains(node);
    }
}
