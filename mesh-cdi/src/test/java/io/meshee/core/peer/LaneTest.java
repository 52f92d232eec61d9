package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final List<Runnable> senders = new ArrayList<>();
    private final Node node = new Node("n2", "start", "jvm", new TreeSet<>(), Map.of(), 1, "");
    private final Lane lane =
            new Lane(0, 0, 10, senders::add, new Peer(node, "wire", null, null, null, senders::add, 0, 0, 0));

    @Test
    void a_message_is_unsent_until_its_batch_is_through() throws Exception {
        List<Integer> whileSent = new ArrayList<>();

        add(() -> {
            whileSent.add(lane.queued());
            whileSent.add(lane.unsent());
            return null;
        });
        senders.remove(0).run();

        assertThat(whileSent).containsExactly(0, 1);
        assertThat(lane.unsent()).isZero();
    }

    @Test
    void whatever_goes_wrong_with_a_message_the_next_one_goes_on() throws Exception {
        List<String> sent = new ArrayList<>();
        add(() -> {
            throw new InternalError("as the test wants it");
        });
        add(() -> {
            sent.add("second");
            return null;
        });

        assertThatThrownBy(() -> senders.remove(0).run()).isInstanceOf(InternalError.class);
        senders.remove(0).run();

        assertThat(sent).containsExactly("second");
        assertThat(lane.unsent()).isZero();
    }

    private void add(Supplier<Message> toWire) throws Exception {
        lane.add(
                new Outgoing() {
                    @Override
                    public Message toWire(long now) {
                        return toWire.get();
                    }

                    @Override
                    public int size() {
                        return 1;
                    }

                    @Override
                    public void taken() {}

                    @Override
                    public void moved() {}

                    @Override
                    public void notTaken(String reason) {}

                    @Override
                    public void lost(String reason) {}
                },
                false);
    }
}
