package io.meshee.api;

/** Names one virtual process of the cluster. */
public record ProcessKey(String capability, String type, String id) {

    @Override
    public String toString() {
        return capability + "/" + type + "/" + id;
    }
}
