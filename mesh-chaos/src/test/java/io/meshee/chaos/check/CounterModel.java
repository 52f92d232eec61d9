package io.meshee.chaos.check;

import java.util.Optional;

/** A counter from 0: adding one gives the new value, reading gives the value. */
final class CounterModel implements Model<Long, CounterModel.Ask, Long> {

    /** What can be asked of a counter. */
    enum Ask {
        ADD,
        READ
    }

    @Override
    public Long initial() {
        return 0L;
    }

    @Override
    public Optional<Long> after(Long state, Ask ask, Long output) {
        return Optional.of(afterUnseen(state, ask)).filter(output::equals);
    }

    @Override
    public Long afterUnseen(Long state, Ask ask) {
        return switch (ask) {
            case ADD -> state + 1;
            case READ -> state;
        };
    }
}
