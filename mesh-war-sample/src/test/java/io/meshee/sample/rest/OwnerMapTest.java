package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnerMapTest {

    @Test
    void eachShardIsTheIndexOfItsOwnerAndAllBitsWhereItHasNone() {
        var map = OwnerMap.pack(new String[] {"n2", "n1", null, "n2"});

        assertThat(map.nodes()).containsExactly("n1", "n2");
        assertThat(map.bytesPerShard()).isEqualTo(1);
        assertThat(bytes(map)).containsExactly(1, 0, 0xff, 1);
    }

    @Test
    void aCapabilityThatNobodyServesHasNoNodes() {
        var map = OwnerMap.pack(new String[] {null, null});

        assertThat(map.nodes()).isEmpty();
        assertThat(bytes(map)).containsExactly(0xff, 0xff);
    }

    @Test
    void the255thNodeIsNotTakenForNoNode() {
        assertThat(OwnerMap.pack(nodes(255)).bytesPerShard()).isEqualTo(1);
        assertThat(bytes(OwnerMap.pack(nodes(255)))[254]).isEqualTo((byte) 254);
    }

    @Test
    void moreNodesThanAByteTellsApartTakeTwoBytesEach() {
        var map = OwnerMap.pack(nodes(256));

        assertThat(map.bytesPerShard()).isEqualTo(2);
        assertThat(bytes(map)).hasSize(512).endsWith(0, 255);
    }

    private static String[] nodes(int count) {
        return IntStream.range(0, count).mapToObj("n%03d"::formatted).toArray(String[]::new);
    }

    private static byte[] bytes(OwnerMap map) {
        return Base64.getDecoder().decode(map.base64());
    }
}
