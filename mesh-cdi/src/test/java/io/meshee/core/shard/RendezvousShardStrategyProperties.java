package io.meshee.core.shard;

import static io.meshee.core.shard.Members.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meshee.spi.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RendezvousShardStrategyProperties {

    private static final int SETS = 1000;

    private final RendezvousShardStrategy rendezvous = new RendezvousShardStrategy();

    @Example
    void aJoinMovesNoMoreThanItsShare() {
        assertMoved(2, 100 / 3.0, 36.7);
        assertMoved(3, 25, 28.1);
        assertMoved(9, 10, 12.1);
    }

    @Example
    void amongTenNodesTheLargestHoldsLittleMoreThanTheMean() {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int set = 0; set < SETS; set++) {
            List<Member> members = Members.random(random, 10);
            assertThat(Arrays.stream(counts(members)).max().orElseThrow())
                    .as("%s", members)
                    .isLessThanOrEqualTo((int) (1.22 * SHARDS / 10));
        }
    }

    /** Computed by a second implementation, in another language. */
    @Example
    void theTableOfTenNodesIsFixed() {
        List<Member> members = Members.numbered(10);
        List<String> owners = Arrays.stream(owners(SHARDS, members))
                .mapToObj(owner -> members.get(owner).name())
                .toList();

        assertThat(owners.subList(0, 20))
                .containsExactly(
                        "n4", "n7", "n8", "n7", "n1", "n1", "n7", "n2", "n3", "n8", "n1", "n1", "n1", "n10", "n3", "n9",
                        "n9", "n8", "n3", "n7");
        assertThat(owners.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                .containsEntry("n1", 432L)
                .containsEntry("n10", 386L)
                .containsEntry("n6", 422L);
        assertThat(ShardHash.hash64(String.join(" ", owners))).isEqualTo(0x0D0C7E456D586909L);
    }

    /** Computed when each score was computed by itself. */
    @Example
    void theTablesOfUnequalNodesAreFixed() {
        assertThat(hashOfOwners(number -> 1 + number / 4.0)).isEqualTo(0x3D4C870E32FCA5EAL);
        assertThat(hashOfOwners(number -> 1 + number % 3)).isEqualTo(0x16BCC017FBED88F0L);
    }

    @Property(tries = 50)
    void whatIsKeptOfOneSetOfMembersFitsTheNext(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int count) {
        List<Member> members = weighted(Members.random(new SplittableRandom(seed), count), seed);
        WholePlacement.Placing placing = rendezvous.begin(256);

        for (Member absent : members) {
            List<Member> some = without(members, absent);
            assertThat(placing.owners(some)).isEqualTo(owners(256, some));
        }
    }

    /** The definition, word for word; the strategy computes fewer logarithms. */
    @Property(tries = 50)
    void theHighestScoreOwns(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
        List<Member> members = weighted(Members.random(new SplittableRandom(seed), count), seed);
        int[] owners = owners(256, members);

        for (int shard = 0; shard < 256; shard++) {
            double highest = score(members.get(owners[shard]), shard);
            for (Member member : members) {
                assertThat(score(member, shard)).isLessThanOrEqualTo(highest);
            }
        }
    }

    @Property(tries = 50)
    void aJoinMovesShardsOnlyToTheNewMember(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
        List<Member> after = Members.random(new SplittableRandom(seed), count + 1);
        Member joined = after.get(Math.floorMod(seed, after.size()));
        List<Member> before = without(after, joined);
        int[] ownersBefore = owners(256, before);
        int[] ownersAfter = owners(256, after);

        for (int shard = 0; shard < 256; shard++) {
            assertThat(after.get(ownersAfter[shard])).isIn(joined, before.get(ownersBefore[shard]));
        }
    }

    @Property(tries = 50)
    void placingOneShardAndPlacingAllAgree(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
        List<Member> members = weighted(Members.random(new SplittableRandom(seed), count), seed);

        assertThat(IntStream.range(0, 256).map(shard -> rendezvous.owner(shard, "any", members)))
                .containsExactly(Arrays.stream(owners(256, members)).boxed().toArray(Integer[]::new));
    }

    @Property(tries = 50)
    void theFirstOddWeightMovesNoShardBetweenTheOthers(@ForAll long seed) {
        List<Member> equal = Members.random(new SplittableRandom(seed), 5);
        List<Member> odd = new ArrayList<>(equal);
        odd.set(2, new Member(equal.get(2).name(), 3, ""));
        int[] before = owners(SHARDS, equal);
        int[] after = owners(SHARDS, odd);

        for (int shard = 0; shard < SHARDS; shard++) {
            assertThat(after[shard]).isIn(before[shard], 2);
        }
    }

    @Example
    void sharesFollowWeights() {
        List<Member> members = List.of(new Member("a", 1, ""), new Member("b", 2, ""), new Member("c", 5, ""));
        int[] counts = counts(members);
        assertThat(counts[0] / (double) SHARDS).isCloseTo(1 / 8.0, within(0.02));
        assertThat(counts[1] / (double) SHARDS).isCloseTo(2 / 8.0, within(0.02));
        assertThat(counts[2] / (double) SHARDS).isCloseTo(5 / 8.0, within(0.02));
    }

    @Example
    void theCapabilityDoesNotCount() {
        List<Member> members = Members.numbered(7);
        assertThat(IntStream.range(0, SHARDS))
                .allSatisfy(shard -> assertThat(rendezvous.owner(shard, "game", members))
                        .isEqualTo(rendezvous.owner(shard, "chat", members)));
    }

    @Example
    void aWeightThatIsNoShareIsRefused() {
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> rendezvous.owner(0, "game", List.of(new Member("odd", weight, ""))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "MESH00401: the weight of member odd must be more than 0 and finite, but was " + weight);
        }
    }

    private long hashOfOwners(IntToDoubleFunction weight) {
        List<Member> members = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> new Member("n" + number, weight.applyAsDouble(number), ""))
                .toList();
        return ShardHash.hash64(Arrays.stream(owners(SHARDS, members))
                .mapToObj(owner -> members.get(owner).name())
                .collect(Collectors.joining(" ")));
    }

    private static double score(Member member, int shard) {
        long number = ShardHash.splitMix64(ShardHash.hash64(member.name()), shard);
        return -member.weight() / StrictMath.log(((number >>> 12) + 0.5) * 0x1p-52);
    }

    private int[] owners(int shards, List<Member> members) {
        return rendezvous.begin(shards).owners(members);
    }

    private void assertMoved(int count, double ideal, double worst) {
        SplittableRandom random = new SplittableRandom(20261122);
        DoubleSummaryStatistics moved = new DoubleSummaryStatistics();
        for (int set = 0; set < SETS; set++) {
            List<Member> after = Members.random(random, count + 1);
            List<Member> before = without(after, after.get(random.nextInt(after.size())));
            moved.accept(Members.moved(owners(SHARDS, before), before, owners(SHARDS, after), after));
        }
        assertThat(moved.getAverage()).as("mean, %d nodes and one more", count).isCloseTo(ideal, within(0.2));
        assertThat(moved.getMax()).as("most, %d nodes and one more", count).isLessThanOrEqualTo(worst);
    }

    private int[] counts(List<Member> members) {
        int[] counts = new int[members.size()];
        for (int owner : owners(SHARDS, members)) {
            counts[owner]++;
        }
        return counts;
    }

    private static List<Member> weighted(List<Member> members, long seed) {
        return members.stream()
                .map(member -> new Member(
                        member.name(), 1 + Math.floorMod(seed ^ member.name().hashCode(), 3), ""))
                .toList();
    }

    private static List<Member> without(List<Member> members, Member one) {
        return members.stream().filter(member -> !member.equals(one)).toList();
    }
}
