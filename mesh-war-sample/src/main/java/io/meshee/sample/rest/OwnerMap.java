package io.meshee.sample.rest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Packs the owners of all shards into a few kilobytes: see {@link MeshBodies.OwnersAnswer}. */
record OwnerMap(List<String> nodes, int bytesPerShard, String base64) {

    private static final int NONE = -1;
    private static final int MOST_IN_ONE_BYTE = 255;

    /** Packs the owners, given in the order of the shards and {@code null} where there is none. */
    static OwnerMap pack(String[] owners) {
        var nodes = Arrays.stream(owners)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        int width = nodes.size() <= MOST_IN_ONE_BYTE ? Byte.BYTES : Short.BYTES;
        var packed = ByteBuffer.allocate(owners.length * width);
        for (var owner : owners) {
            int index = owner == null ? NONE : Collections.binarySearch(nodes, owner);
            if (width == Byte.BYTES) {
                packed.put((byte) index);
            } else {
                packed.putShort((short) index);
            }
        }
        return new OwnerMap(nodes, width, Base64.getEncoder().encodeToString(packed.array()));
    }
}
