package io.meshee.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.codec.Payloads.Box;
import io.meshee.core.codec.Payloads.Line;
import io.meshee.core.codec.Payloads.Order;
import io.meshee.core.codec.Payloads.Rank;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTypesTest {

    @Test
    void theClosureIsAllowedAndItsArrays() {
        AllowedTypes allowed = AllowedTypes.of(TypeClosure.of(Order.class), List.of());
        assertThat(allowed.allows(Order.class)).isTrue();
        assertThat(allowed.allows(Line[].class)).isTrue();
        assertThat(allowed.allows(Box.class)).isFalse();
        assertThat(allowed.allows(Box[].class)).isFalse();
    }

    @Test
    void anArrayOfAnInterfaceIsAllowedButNotTheInterface() {
        assertThat(AllowedTypes.jdk().allows(Runnable[].class)).isTrue();
        assertThat(AllowedTypes.jdk().allows(Runnable.class)).isFalse();
    }

    @Test
    void patternsAllowAClassAPackageOrATree() {
        assertThat(allows("io.meshee.core.codec.Payloads$Box", Box.class)).isTrue();
        assertThat(allows("io.meshee.core.codec.Payloads$Box", Line.class)).isFalse();
        assertThat(allows("io.meshee.core.codec.Payloads$Rank", Rank.HIGH.getClass()))
                .isTrue();
        assertThat(allows("io.meshee.core.codec.*", Box.class)).isTrue();
        assertThat(allows("io.meshee.core.codec.*", Rank.HIGH.getClass())).isTrue();
        assertThat(allows("io.meshee.core.*", Box.class)).isFalse();
        assertThat(allows("io.meshee.core.**", Box.class)).isTrue();
        assertThat(allows("io.meshee.core.cod.**", Box.class)).isFalse();
        assertThat(allows("io.meshee.core.codec", Box.class)).isFalse();
    }

    @Test
    void patternsStayWhenAClosureIsAdded() {
        AllowedTypes allowed = AllowedTypes.of(TypeClosure.of(Line.class), List.of("com.acme.*"))
                .plus(Box.class);
        assertThat(allowed.allows(Line.class)).isTrue();
        assertThat(allowed.allows(Box.class)).isTrue();
        assertThat(AllowedTypes.of(TypeClosure.of(), List.of("io.meshee.core.codec.*"))
                        .plus(Line.class)
                        .allows(Box.class))
                .isTrue();
    }

    @Test
    void whatAddsNothingGivesTheSameAgain() {
        AllowedTypes allowed = AllowedTypes.jdk().plus(Order.class);
        assertThat(allowed.plus(Line.class)).isSameAs(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "**", "", ".", ".*", "com..acme", "com.*.Order", "com.acme.***", "1com", "com/acme/Order"})
    void aMalformedPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> TypePattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + pattern + "\"")
                .hasMessageContaining("com.acme.*");
    }

    private static boolean allows(String pattern, Class<?> type) {
        return AllowedTypes.of(TypeClosure.of(), List.of(pattern)).allows(type);
    }
}
