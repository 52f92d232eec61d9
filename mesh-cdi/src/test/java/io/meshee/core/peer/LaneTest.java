package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.view.MemberRecord.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LaneTest {

    @Test
    void a_message_is_unsent_until_its_batch_is_through() throws Exception {
        List<Runnable> senders = new ArrayList<>();
        Node node = new Node("n2", "start", "jvm", new TreeSet<>(), Map.of(), 1, "");
        Lane lane = new Lane(0, 0, 10, senders::add, new Peer(node, "wire", null, null, null, senders::add, 0, 0, 0));
        List<Integer> whileSent = new ArrayList<>();

        lane.add(
                new Outgoing() {
                    @Override
                    public io.meshee.core.wire.Message toWire(long now) {
                        whileSent.add(lane.queued());
                        whileSent.add(lane.unsent());
                        return null;
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
        senders.remove(0).run();

        assertThat(whileSent).containsExactly(0, 1);
        assertThat(lane.unsent()).isZero();
    }
}
