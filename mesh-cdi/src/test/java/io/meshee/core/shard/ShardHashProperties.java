package io.meshee.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShardHashProperties {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "routing.md");

    /** The first, third and fourth are xxHash's published vectors; the rest were computed by a second implementation. */
    @Example
    void idsHashAsPublishedAndAsTheReferenceSays() throws IOException {
        assertHash("", 0xEF46DB3751D8E999L, 2457);
        assertHash("a", 0xD24EC4F1A98C6E5BL, 3675);
        assertHash("abc", 0x44BC2CF5AD770999L, 2457);
        assertHash("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1L, 3057);
        assertHash("0123456789abcdef0123456789abcdef", 0x642A94958E71E6C5L, 1733);
        assertHash("player_123", 0x1B621EF871ADBEB0L, 3760);
        assertHash("room-42", 0xCEAF3CE645B4C937L, 2359);
        assertHash("größe", 0xE6BEBD6647F502A5L, 677);
        assertHash("玩家_1", 0x760A3EFADB275CD3L, 3283);
        assertHash("😀", 0x9025B8ABAAE87B80L, 2944);
    }

    @Example
    void theHashIsTakenAsUnsigned() {
        assertThat(ShardHash.hash64("a")).isNegative();
        assertThat(ShardHash.shardOf("a", 1000)).isEqualTo(955);
    }

    @Example
    void memberScoresAreSplitMix64sPublishedNumbers() {
        assertThat(ShardHash.splitMix64(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(ShardHash.splitMix64(1234567, 0)).isEqualTo(6457827717110365317L);
        assertThat(ShardHash.splitMix64(1234567, 1)).isEqualTo(3203168211198807973L);
    }

    @Property
    void everyIdHasAShardInRange(@ForAll String id, @ForAll @IntRange(min = 1, max = 65_536) int shards) {
        assertThat(ShardHash.shardOf(id, shards)).isBetween(0, shards - 1).isEqualTo(ShardHash.shardOf(id, shards));
    }

    @Example
    void anIdThatIsNoUnicodeTextHasAShardToo() {
        assertThat(ShardHash.hash64("\uD800")).isEqualTo(ShardHash.hash64("?"));
    }

    @Example
    void sequentialIdsSpreadEvenly() {
        int[] perShard = new int[4096];
        IntStream.range(0, 409_600).forEach(i -> perShard[ShardHash.shardOf("player_" + i, 4096)]++);
        assertThat(IntStream.of(perShard)).allSatisfy(count -> assertThat(count).isBetween(50, 160));
    }

    @Example
    void noShardsIsRefused() {
        assertThatThrownBy(() -> ShardHash.shardOf("id", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shards must be at least 1, but was 0");
    }

    private static void assertHash(String id, long hash, int shardOf4096) throws IOException {
        assertThat(ShardHash.hash64(id)).as(id).isEqualTo(hash);
        assertThat(ShardHash.shardOf(id, 4096)).as(id).isEqualTo(shardOf4096);
        assertThat(Files.readAllLines(REFERENCE)).contains("| `%s` | `%016x` | %d |".formatted(id, hash, shardOf4096));
    }
}
