package io.meshee.benchmark.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What has been damaged on its way is read or refused: no error, and nothing that does not end. JSON-B is left out, since it does not end
 * where the server's parser skips an array that is not closed.
 */
class DamageTest {

    private static final int MESSAGES = Integer.getInteger("bench.damage", 20_000);
    private static final int MOST_DAMAGED_BYTES = 3;

    @ParameterizedTest
    @EnumSource(value = CodecKind.class, mode = EnumSource.Mode.EXCLUDE, names = "JSON_B")
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDamagedMessageIsReadOrRefused(CodecKind kind) throws Exception {
        Order order = Order.ofLines(10);
        Codec codec = kind.open(Order.class);
        byte[] whole = codec.encode(order);
        SplittableRandom random = new SplittableRandom(20261130);
        int refused = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] damaged = damaged(whole, random);
            try {
                codec.decode(damaged);
            } catch (Exception e) {
                refused++;
            }
        }
        assertThat(refused).as("messages refused of %s", MESSAGES).isBetween(MESSAGES / 100, MESSAGES - 1);
        assertThat(codec.decode(whole)).isEqualTo(order);
    }

    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        byte[] damaged = whole.clone();
        for (int bytes = random.nextInt(1, MOST_DAMAGED_BYTES + 1); bytes > 0; bytes--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
