package io.meshee.chaos.history;

/**
 * A virtual process that is called.
 *
 * @param type also its capability
 */
public record Process(String type, String id) {

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
