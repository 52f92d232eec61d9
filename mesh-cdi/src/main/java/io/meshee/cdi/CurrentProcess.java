package io.meshee.cdi;

import io.meshee.api.PendingReminder;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessTimer;
import io.meshee.api.Reminder;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code @Inject ProcessContext} gives: the context of the process whose handler runs on the asking thread. */
@Dependent
public class CurrentProcess implements ProcessContext {

    private final InjectedMesh mesh;

    @Inject
    CurrentProcess(InjectedMesh mesh) {
        this.mesh = mesh;
    }

    /** The same for a node that is not in a container. */
    public static ProcessContext of(InjectedMesh mesh) {
        return new CurrentProcess(mesh);
    }

    @Override
    public String id() {
        return current().id();
    }

    @Override
    public String capability() {
        return current().capability();
    }

    @Override
    public String type() {
        return current().type();
    }

    @Override
    public long incarnation() {
        return current().incarnation();
    }

    @Override
    public long epoch() {
        return current().epoch();
    }

    @Override
    public Map<String, String> headers() {
        return current().headers();
    }

    @Override
    public Optional<String> callerPrincipal() {
        return current().callerPrincipal();
    }

    @Override
    public Duration remaining() {
        return current().remaining();
    }

    @Override
    public Instant deadline() {
        return current().deadline();
    }

    @Override
    public ProcessTimer schedule(Duration delay, Object payload) {
        return current().schedule(delay, payload);
    }

    @Override
    public ProcessTimer schedule(Duration delay, Duration period, Object payload) {
        return current().schedule(delay, period, payload);
    }

    @Override
    public void remind(Reminder reminder) {
        current().remind(reminder);
    }

    @Override
    public boolean cancelReminder(String name) {
        return current().cancelReminder(name);
    }

    @Override
    public List<PendingReminder> reminders() {
        return current().reminders();
    }

    @Override
    public void join(String group) {
        current().join(group);
    }

    @Override
    public void leave(String group) {
        current().leave(group);
    }

    @Override
    public void passivate() {
        current().passivate();
    }

    private ProcessContext current() {
        return mesh.node()
                .map(node -> node.currentContext())
                .orElseThrow(() -> new IllegalStateException(
                        "MESH00123: a ProcessContext can be asked only by a handler, on the thread that runs it"));
    }
}
