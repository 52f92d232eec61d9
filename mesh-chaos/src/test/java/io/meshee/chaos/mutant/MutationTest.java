package io.meshee.chaos.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutationTest {

    /** A mutant that changes nothing would be caught by nobody, and say nothing. */
    @ParameterizedTest
    @EnumSource
    void changesAMethodThatIsThere(Mutation mutation) throws ReflectiveOperationException, java.io.IOException {
        var type = Class.forName(mutation.type());
        var original = ClassFileLocator.ForClassLoader.read(type);

        assertThat(Arrays.stream(type.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                .contains(mutation.method());
        try (var changed = mutation.change(new ByteBuddy().redefine(type)).make()) {
            assertThat(changed.getBytes()).isNotEqualTo(original);
        }
    }
}
