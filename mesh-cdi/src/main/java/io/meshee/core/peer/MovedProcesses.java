package io.meshee.core.peer;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes whose messages were answered with <em>moved</em> and of which the sender may not know yet. It has the next
 * batch under way by then, and this node may have become their owner: what that batch has for them must not be taken, or it
 * would overtake what came back.
 */
final class MovedProcesses {

    private final Map<Long, Set<ProcessKey>> byBatch = new HashMap<>();

    /** What is taken of a batch, by what the node would take of it if it were the only one. */
    Admission withhold(Batch batch, Admission admission) {
        byBatch.keySet().removeIf(number -> number != batch.header().after());
        Admission result = byBatch.isEmpty() ? admission : withoutMoved(admission);
        if (!result.moved().isEmpty()) {
            byBatch.put(batch.header().number(), processes(batch, result.moved()));
        }
        return result;
    }

    private Admission withoutMoved(Admission admission) {
        List<Message> taken = new ArrayList<>(admission.taken().size());
        List<Message> moved = new ArrayList<>(admission.moved());
        for (Message message : admission.taken()) {
            if (message instanceof Message.Invoke invoke && hasMoved(invoke.process())) {
                moved.add(new Message.Moved(invoke.correlation(), admission.epoch()));
            } else {
                taken.add(message);
            }
        }
        return new Admission(taken, moved, admission.epoch());
    }

    private boolean hasMoved(ProcessKey process) {
        return byBatch.values().stream().anyMatch(processes -> processes.contains(process));
    }

    private static Set<ProcessKey> processes(Batch batch, List<? extends Message> moved) {
        Set<Long> correlations = moved.stream().map(Message::correlation).collect(Collectors.toSet());
        return batch.messages().stream()
                .filter(message -> message instanceof Message.Invoke && correlations.contains(message.correlation()))
                .map(message -> ((Message.Invoke) message).process())
                .collect(Collectors.toSet());
    }
}
