package io.meshee.core.shard;

import io.meshee.spi.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Members and node names for tests. */
final class Members {

    static final int SHARDS = 4096;

    private Members() {}

    static Member member(String name) {
        return new Member(name, 1, "");
    }

    static List<Member> named(String... names) {
        return Stream.of(names)
                .map(Members::member)
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    static List<Member> numbered(int count) {
        return named(IntStream.rangeClosed(1, count).mapToObj(i -> "n" + i).toArray(String[]::new));
    }

    /** Names of the kinds that people give: pods, hosts, numbered nodes, and random words. */
    static List<Member> random(RandomGenerator random, int count) {
        Set<String> names = new TreeSet<>();
        int kind = random.nextInt(4);
        int first = random.nextInt(1_000_000);
        while (names.size() < count) {
            names.add(
                    switch (kind) {
                        case 0 -> "node" + (first + names.size());
                        case 1 -> "mesh-" + first + "-" + names.size() + ".mesh.svc.cluster.local";
                        case 2 -> "10." + first % 256 + "." + random.nextInt(256) + "." + random.nextInt(256);
                        default -> Long.toString(random.nextLong() >>> 1, 36);
                    });
        }
        return named(names.toArray(String[]::new));
    }

    static double moved(int[] before, List<Member> membersBefore, int[] after, List<Member> membersAfter) {
        long moved = IntStream.range(0, before.length)
                .filter(shard -> !membersBefore.get(before[shard]).equals(membersAfter.get(after[shard])))
                .count();
        return 100.0 * moved / before.length;
    }
}
