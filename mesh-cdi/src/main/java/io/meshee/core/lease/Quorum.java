package io.meshee.core.lease;

import io.meshee.core.config.PartitionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which part of a view's voters suffices to go on. Pure.
 *
 * @param size how many voters suffice with {@link PartitionPolicy#STATIC_QUORUM}
 */
record Quorum(PartitionPolicy policy, int size) {

    /** The age of an answer that never came. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * How old the oldest answer is of the quorum that answered last; {@link #NEVER} if none has answered.
     *
     * @param voters the one with the lowest name first
     * @param ages how old each voter's last answer is
     */
    long age(List<String> voters, ToLongFunction<String> ages) {
        return switch (policy) {
            case CONTINUE -> 0;
            case STATIC_QUORUM -> youngest(size, voters, ages);
            case KEEP_MAJORITY -> majority(voters, ages);
        };
    }

    /** Exactly half suffices only with the lowest name: both halves cannot have it. */
    static long majority(List<String> voters, ToLongFunction<String> ages) {
        int count = voters.size();
        long majority = youngest(count / 2 + 1, voters, ages);
        if (count == 0 || count % 2 == 1) {
            return majority;
        }
        long others = youngest(count / 2 - 1, voters.subList(1, count), ages);
        return Math.min(majority, Math.max(ages.applyAsLong(voters.get(0)), others));
    }

    private static long youngest(int count, List<String> voters, ToLongFunction<String> ages) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = voters.stream().mapToLong(ages).toArray();
        Arrays.sort(sorted);
        return count > sorted.length ? NEVER : sorted[count - 1];
    }
}
