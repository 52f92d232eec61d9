package io.meshee.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members are read often and listed seldom, and none stays unseen. */
class JCacheDirectoryTest {

    private final Map<String, FakeCaches> caches = new HashMap<>();
    private final JCacheDirectory reader = directory();
    private final JCacheDirectory other = directory();

    @BeforeEach
    void enterTwo() {
        assertThat(other.replaceMember("n1", null, bytes(1))).isTrue();
        assertThat(other.replaceMember("n2", null, bytes(1))).isTrue();
        assertThat(reader.members()).containsOnlyKeys("n1", "n2");
    }

    @Test
    void members_that_stay_are_read_without_being_listed() {
        assertThat(other.replaceMember("n2", bytes(1), bytes(2))).isTrue();
        int before = listings();

        assertThat(reader.members()).containsEntry("n1", bytes(1)).containsEntry("n2", bytes(2));

        assertThat(listings()).isEqualTo(before);
    }

    @Test
    void a_new_member_is_seen_at_the_next_reading() {
        other.replaceMember("n3", null, bytes(1));

        assertThat(reader.members()).containsOnlyKeys("n1", "n2", "n3");
    }

    @Test
    void a_member_that_left_is_gone_and_back_when_it_comes_again() {
        other.removeMember("n2", bytes(1));
        assertThat(reader.members()).containsOnlyKeys("n1");

        other.replaceMember("n2", null, bytes(3));
        assertThat(reader.members()).containsEntry("n2", bytes(3));
    }

    @Test
    void a_member_whose_record_a_merge_brought_back_is_seen_once_it_is_announced() {
        other.removeMember("n2", bytes(1));
        int before = listings();
        while (listings() == before) {
            assertThat(reader.members()).containsOnlyKeys("n1");
        }
        cache("mesh.view").dieAfter(0);
        assertThatThrownBy(() -> other.replaceMember("n2", null, bytes(1))).hasMessageContaining("dead");
        cache("mesh.view").live();
        assertThat(reader.members()).containsOnlyKeys("n1");

        other.announce();

        assertThat(reader.members()).containsOnlyKeys("n1", "n2");
    }

    @Test
    void a_member_that_died_before_it_told_of_itself_is_seen_at_the_tenth_reading() {
        cache("mesh.view").dieAfter(0);
        assertThatThrownBy(() -> other.replaceMember("n3", null, bytes(1))).hasMessageContaining("dead");
        cache("mesh.view").live();
        int readings = 1;
        while (!reader.members().containsKey("n3")) {
            assertThat(++readings).isLessThanOrEqualTo(10);
        }
    }

    private JCacheDirectory directory() {
        return new JCacheDirectory(FakeCaches.manager(this::cache), "mesh");
    }

    private FakeCaches cache(String name) {
        return caches.computeIfAbsent(name, any -> new FakeCaches());
    }

    private int listings() {
        return cache("mesh.members").listings();
    }

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }
}
