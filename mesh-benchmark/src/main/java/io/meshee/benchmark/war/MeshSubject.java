package io.meshee.benchmark.war;

import io.meshee.api.Mesh;
import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.benchmark.load.Row;
import io.meshee.benchmark.load.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Mesh, as an application sees it. Requests are immutable and made once, as the peers' references are. */
@ApplicationScoped
public class MeshSubject implements Subject {

    private static final int NEWCOMERS = 110_000;

    @Inject
    Mesh mesh;

    private final AtomicInteger used = new AtomicInteger();
    private final Map<Row, Calls> known = new ConcurrentHashMap<>();
    private List<String> idle = List.of();

    /** Whether both nodes are in the view. */
    public boolean isReady() {
        return mesh.view().members().size() == 2;
    }

    @Override
    public Optional<Calls> calls(Row row) {
        return Optional.of(
                row == Row.ACTIVATE
                        ? new FirstCalls(ids(true, "n" + used.incrementAndGet() + "-", NEWCOMERS))
                        : known.computeIfAbsent(row, this::known));
    }

    @Override
    public int idle(int count) {
        idle = ids(true, "idle-", count);
        idle.forEach(id -> mesh.call(number(Counter.class, id)));
        return idle.size();
    }

    @Override
    public void endIdle() {
        idle.forEach(this::forget);
        idle = List.of();
    }

    private static Request<Integer> number(Class<?> type, String id) {
        return Request.to(type, id).payload(1).returning(Integer.class);
    }

    private Calls known(Row row) {
        return switch (row) {
            case LOCAL -> known(ids(true, "p", Row.IDS), id -> number(Counter.class, id));
            case LOCAL_POOL -> known(ids(true, "p", Row.IDS), id -> number(PoolCounter.class, id));
            case HOT -> known(ids(true, "hot", 1), id -> number(Counter.class, id));
            case REMOTE -> known(ids(false, "p", Row.IDS), id -> number(Counter.class, id));
            case REMOTE_RECORD ->
                known(
                        ids(false, "p", Row.IDS),
                        id -> Request.to(Counter.class, id).payload(new Add(1)).returning(Integer.class));
            case ACTIVATE -> throw new IllegalArgumentException("each measurement has newcomers of its own");
        };
    }

    private Calls known(List<String> ids, Function<String, Request<Integer>> request) {
        List<Request<Integer>> requests = ids.stream().map(request).toList();
        requests.forEach(mesh::call);
        return new KnownCalls(requests);
    }

    private List<String> ids(boolean local, String prefix, int count) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> prefix + i)
                .filter(id -> local == isLocal(id))
                .limit(count)
                .toList();
    }

    private boolean isLocal(String id) {
        return mesh.ownerNode(mesh.shardFor(id), Counter.CAPABILITY)
                .orElseThrow()
                .equals(mesh.localNode());
    }

    private void forget(String id) {
        mesh.forget(new ProcessKey(Counter.CAPABILITY, Counter.class.getSimpleName(), id));
    }

    private final class KnownCalls implements Calls {

        private final List<Request<Integer>> requests;

        KnownCalls(List<Request<Integer>> requests) {
            this.requests = requests;
        }

        @Override
        public void call(int number) {
            mesh.call(requests.get(Integer.remainderUnsigned(number, requests.size())));
        }

        @Override
        public void start(int number, Runnable done) {
            mesh.callAsync(requests.get(Integer.remainderUnsigned(number, requests.size())))
                    .whenComplete((reply, failure) -> done.run());
        }
    }

    private final class FirstCalls implements Calls {

        private final List<String> ids;
        private final List<Request<Integer>> requests;
        private final AtomicInteger next = new AtomicInteger();

        FirstCalls(List<String> ids) {
            this.ids = ids;
            this.requests = ids.stream().map(id -> number(Counter.class, id)).toList();
        }

        @Override
        public void call(int number) {
            mesh.call(requests.get(next.getAndIncrement()));
        }

        @Override
        public void start(int number, Runnable done) {
            mesh.callAsync(requests.get(next.getAndIncrement())).whenComplete((reply, failure) -> done.run());
        }

        @Override
        public void tidy() {
            ids.subList(0, Math.min(next.get(), ids.size())).parallelStream().forEach(MeshSubject.this::forget);
        }
    }
}
