package io.meshee.ejb.router;

import io.meshee.core.shard.ModuloShardStrategy;
import io.meshee.core.shard.RendezvousShardStrategy;
import io.meshee.spi.ShardStrategy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;

/** Finds the strategy that {@code mesh.shard-strategy} names. */
@Dependent
class ShardStrategies {

    private final Instance<ShardStrategy> beans;

    @Inject
    ShardStrategies(@Any Instance<ShardStrategy> beans) {
        this.beans = beans;
    }

    ShardStrategy named(String name) {
        return switch (name) {
            case "rendezvous" -> new RendezvousShardStrategy();
            case "modulo" -> new ModuloShardStrategy();
            default -> bean(name);
        };
    }

    private ShardStrategy bean(String name) {
        Instance<ShardStrategy> found = beans.select(NamedLiteral.of(name));
        if (!found.isResolvable()) {
            throw new IllegalStateException("MESH00622: mesh.shard-strategy: \"" + name
                    + "\" is neither rendezvous nor modulo, nor the name of a bean of type ShardStrategy");
        }
        return found.get();
    }
}
