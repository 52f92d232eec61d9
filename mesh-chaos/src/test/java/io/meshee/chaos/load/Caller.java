package io.meshee.chaos.load;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import io.meshee.chaos.load.HttpConnection.RefusedException;
import io.meshee.chaos.load.HttpConnection.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Makes one call, and tells what came of it. Sends again only where no connection came about. */
final class Caller {

    private static final String PATH = "/mesh-sample/chaos/tally/";
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Targets targets;

    Caller(Targets targets) {
        this.targets = targets;
    }

    Call call(long number, Process process, boolean adds, long due) {
        long sent = System.nanoTime();
        int refusals = 0;
        while (true) {
            var target = targets.next();
            if (target.isPresent()) {
                try {
                    var connection = target.get().take();
                    var result = exchange(target.get(), connection, process, adds);
                    return new Call(
                            number,
                            process,
                            adds,
                            due,
                            sent,
                            System.nanoTime(),
                            target.get().node(),
                            refusals,
                            result);
                } catch (RefusedException e) {
                    refusals++;
                }
            }
            long now = System.nanoTime();
            if (now - sent > PATIENCE.toNanos()) {
                var result = new Failed(Executed.NO, "NoNodeToAsk", "");
                return new Call(number, process, adds, due, sent, now, "", refusals, result);
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    private static Result exchange(Target target, HttpConnection connection, Process process, boolean adds) {
        try {
            return read(connection.send(adds ? "POST" : "GET", PATH + process, PATIENCE));
        } catch (IOException e) {
            return new Failed(Executed.UNKNOWN, "NoAnswer", String.valueOf(e.getMessage()));
        } finally {
            target.giveBack(connection);
        }
    }

    static Result read(Response response) {
        var words = response.body().split(" ", 3);
        if (response.status() == 200) {
            return new Answered(Long.parseLong(words[0]), words[1], Long.parseLong(words[2]));
        }
        if (response.status() == 500 && words.length == 3 && words[0].matches("NOT_EXECUTED|EXECUTED|UNKNOWN")) {
            var executed = words[0].equals("NOT_EXECUTED") ? Executed.NO : Executed.UNKNOWN;
            return new Failed(executed, words[1], words[2]);
        }
        return new Failed(Executed.UNKNOWN, "Http" + response.status(), "");
    }
}
