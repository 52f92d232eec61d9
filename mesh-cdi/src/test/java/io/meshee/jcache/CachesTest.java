package io.meshee.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class CachesTest {

    private static final InheritableThreadLocal<String> COMPONENT = new InheritableThreadLocal<>();

    @Test
    void aCacheIsOpenedWhereNoComponentIsAtWork() {
        List<String> components = new ArrayList<>();
        COMPONENT.set("the router");
        try {
            Caches.open(
                    FakeCaches.manager(name -> {
                        components.add(String.valueOf(COMPONENT.get()));
                        return new FakeCaches();
                    }),
                    "shop.members");
        } finally {
            COMPONENT.remove();
        }

        assertThat(components).containsOnly("null");
    }

    @Test
    void whatHinderedItIsTold() {
        var hindrance = new IllegalStateException("the grid does not run");

        assertThatThrownBy(() -> Caches.open(
                        FakeCaches.manager(name -> {
                            throw hindrance;
                        }),
                        "shop.members"))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("shop.members")
                .hasRootCause(hindrance);
    }
}
