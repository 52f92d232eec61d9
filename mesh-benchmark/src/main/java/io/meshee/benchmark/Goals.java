package io.meshee.benchmark;

import io.meshee.benchmark.load.Load;
import io.meshee.benchmark.load.Row;
import io.meshee.benchmark.report.Goal;
import io.meshee.benchmark.report.Sample;
import io.meshee.benchmark.report.Sample.Quantity;
import java.util.List;

/** What Mesh wants to be to its peers. */
final class Goals {

    static final List<Goal> ALL = List.of(
            rate(Contender.MESH, Row.LOCAL, Load.callers(1), Contender.PEKKO, 20),
            rate(Contender.MESH, Row.LOCAL, Load.callers(16), Contender.PEKKO, 15),
            rate(Contender.MESH, Row.LOCAL, Load.callers(64), Contender.PEKKO, 15),
            rate(Contender.MESH, Row.LOCAL, Load.callers(1), Contender.RAW, 0.1),
            rate(Contender.MESH, Row.HOT, Load.callers(64), Contender.PEKKO, 5),
            rate(Contender.MESH, Row.ACTIVATE, Load.callers(1), Contender.PEKKO, 5),
            rate(Contender.MESH, Row.ACTIVATE, Load.callers(16), Contender.PEKKO, 5),
            rate(Contender.MESH, Row.REMOTE, Load.callers(64), Contender.HAZELCAST, 1),
            rate(Contender.MESH, Row.REMOTE, Load.callers(256), Contender.HAZELCAST, 1),
            rate(Contender.MESH, Row.REMOTE, Load.pipelined(256), Contender.HAZELCAST, 1.5),
            latency(Contender.MESH, Row.REMOTE, Load.callers(1), Quantity.P50, Contender.PEKKO, 2),
            latency(Contender.MESH, Row.REMOTE, Load.callers(64), Quantity.P99, Contender.HAZELCAST, 1),
            latency(Contender.MESH, Row.REMOTE, Load.callers(64), Quantity.P99, Contender.PEKKO, 1),
            rate(Contender.MESH_GRID, Row.REMOTE, Load.callers(1), Contender.HAZELCAST, 0.8));

    private Goals() {}

    private static Goal rate(Contender one, Row row, Load load, Contender other, double atLeast) {
        return new Goal(new Sample.Case(row.title(), load.title()), one.title(), other.title(), Quantity.RATE, atLeast);
    }

    private static Goal latency(Contender one, Row row, Load load, Quantity quantity, Contender other, double atMost) {
        return new Goal(new Sample.Case(row.title(), load.title()), one.title(), other.title(), quantity, atMost);
    }
}
