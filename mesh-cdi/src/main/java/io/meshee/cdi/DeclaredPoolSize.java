package io.meshee.cdi;

import io.meshee.api.PoolSize;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a class says of the messages that it handles at once, as the container sees it.
 *
 * @param size empty if it says nothing
 * @param problems one for each rule that it breaks
 */
record DeclaredPoolSize(OptionalInt size, List<String> problems) {

    static DeclaredPoolSize of(Class<?> type, Annotated annotated, Optional<SessionBeanType> kind) {
        return of(type, annotated.getAnnotation(PoolSize.class), kind);
    }

    /** The same of a class as it is written, where there is no container. */
    static DeclaredPoolSize of(Class<?> type, Optional<SessionBeanType> kind) {
        return of(type, type.getAnnotation(PoolSize.class), kind);
    }

    private static DeclaredPoolSize of(Class<?> type, PoolSize declared, Optional<SessionBeanType> kind) {
        if (declared == null) {
            return new DeclaredPoolSize(OptionalInt.empty(), List.of());
        }
        List<String> problems = new ArrayList<>();
        if (declared.value() < 1) {
            problems.add(Problems.POOL_OF_NONE.in(type, Integer.toString(declared.value())));
        }
        if (kind.isEmpty()) {
            problems.add(Problems.POOL_SIZE_WITHOUT_POOL.in(type));
        }
        return new DeclaredPoolSize(OptionalInt.of(declared.value()), List.copyOf(problems));
    }
}
