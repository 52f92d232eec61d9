package io.meshee.chaos.load;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Result;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import io.meshee.chaos.load.HttpConnection.RefusedException;
import io.meshee.chaos.load.HttpConnection.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the calls of one request, and tells what came of each. Sends again only where no connection came about. */
final class Caller {

    private static final String PATH = "/mesh-sample/chaos/tally";
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Supplier<Optional<Target>> targets;

    /** Asks whom that names, each time anew. */
    Caller(Supplier<Optional<Target>> targets) {
        this.targets = targets;
    }

    /**
     * What came of a call.
     *
     * @param ended when, by the node that was asked: all processes of a machine share the clock
     */
    record Ending(long ended, Result result) {}

    List<Call> call(List<Order> orders) {
        long begin = System.nanoTime();
        int refusals = 0;
        while (true) {
            long sent = System.nanoTime(); // as long as nobody is there to ask, or takes it, it has not been
            var target = targets.get();
            if (target.isPresent()) {
                try {
                    var connection = target.get().take();
                    var endings = exchange(target.get(), connection, orders);
                    return calls(orders, sent, target.get().node(), refusals, endings);
                } catch (RefusedException e) {
                    refusals++;
                }
            }
            long now = System.nanoTime();
            if (now - begin > PATIENCE.toNanos()) {
                return calls(orders, sent, "", refusals, all(orders, new Failed(Executed.NO, "NoNodeToAsk", "")));
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    private static List<Call> calls(List<Order> orders, long sent, String node, int refusals, List<Ending> endings) {
        List<Call> calls = new ArrayList<>(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            var order = orders.get(i);
            var ending = endings.get(i);
            calls.add(new Call(
                    order.number(),
                    order.process(),
                    order.adds(),
                    order.due(),
                    sent,
                    ending.ended(),
                    node,
                    refusals,
                    ending.result()));
        }
        return calls;
    }

    private static List<Ending> exchange(Target target, HttpConnection connection, List<Order> orders) {
        try {
            var body = orders.stream().map(Order::line).collect(Collectors.joining());
            return read(connection.send("POST", PATH, body, PATIENCE), orders);
        } catch (IOException e) {
            return all(orders, new Failed(Executed.UNKNOWN, "NoAnswer", String.valueOf(e.getMessage())));
        } finally {
            target.giveBack(connection);
        }
    }

    static List<Ending> read(Response response, List<Order> orders) {
        if (response.status() != 200) {
            return all(orders, new Failed(Executed.UNKNOWN, "Http" + response.status(), ""));
        }
        var lines = response.body().split("\n");
        if (lines.length != orders.size()) {
            return all(orders, new Failed(Executed.UNKNOWN, "NoAnswer", lines.length + " lines"));
        }
        return IntStream.range(0, lines.length).mapToObj(i -> read(lines[i])).toList();
    }

    /** {@code TIME ok VALUE NODE INCARNATION}, or {@code TIME failed OUTCOME ERROR MESSAGE}. */
    private static Ending read(String line) {
        var words = line.split(" ", 5);
        var result = words[1].equals("ok")
                ? new Answered(Long.parseLong(words[2]), words[3], Long.parseLong(words[4]))
                : new Failed(
                        words[2].equals("NOT_EXECUTED") ? Executed.NO : Executed.UNKNOWN,
                        words[3],
                        words.length > 4 ? words[4] : "");
        return new Ending(Long.parseLong(words[0]), result);
    }

    private static List<Ending> all(List<Order> orders, Result result) {
        return Collections.nCopies(orders.size(), new Ending(System.nanoTime(), result));
    }
}
