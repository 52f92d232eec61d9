package io.meshee.benchmark.codec;

import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.codec.TypeClosure;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;

/** What can turn payloads into bytes. Each may read what the signatures name, and nothing else. */
public enum CodecKind {
    /** Mesh's: short forms, and Java serialization behind the allow-list. */
    MESH("Mesh: short forms, Java serialization behind the allow-list") {
        @Override
        Codec open(Class<?> type) {
            SerialPayloadCodec codec = new SerialPayloadCodec(CodecKind.class.getClassLoader(), Integer.MAX_VALUE);
            AllowedTypes allowed = AllowedTypes.of(TypeClosure.of(type), List.of());
            return new Codec() {
                @Override
                public byte[] encode(Object value) throws Exception {
                    return codec.encode(value);
                }

                @Override
                public Object decode(byte[] bytes) throws Exception {
                    return codec.decode(bytes, allowed);
                }
            };
        }
    },
    /**
     * Apache Fory with what a mesh needs of it: no class that is not registered, by name since nodes of two versions talk to each other;
     * classes that have gained a field; one object twice, and in a circle.
     */
    FORY("Apache Fory, classes registered by name, compatible mode, references kept") {
        @Override
        Codec open(Class<?> type) {
            ThreadSafeFory fory = Fory.builder()
                    .withXlang(false)
                    .requireClassRegistration(true)
                    .withCompatible(true)
                    .withRefTracking(true)
                    .withClassLoader(CodecKind.class.getClassLoader())
                    .buildThreadSafeFory();
            TypeClosure.of(type).classes().stream()
                    .filter(each -> !each.getName().startsWith("java."))
                    .sorted(Comparator.comparing(Class::getName))
                    .forEach(each -> fory.register(each, each.getName()));
            return new Codec() {
                @Override
                public byte[] encode(Object value) {
                    return fory.serialize(value);
                }

                @Override
                public Object decode(byte[] bytes) {
                    return fory.deserialize(bytes);
                }
            };
        }
    },
    /** JSON-B, which the server has; the reader must know the class. */
    JSON_B("JSON-B, by the server's Yasson") {
        @Override
        Codec open(Class<?> type) {
            Jsonb json = JsonbBuilder.create();
            return new Codec() {
                @Override
                public byte[] encode(Object value) {
                    return json.toJson(value).getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public Object decode(byte[] bytes) {
                    return json.fromJson(new String(bytes, StandardCharsets.UTF_8), type);
                }
            };
        }
    };

    private final String title;

    CodecKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** One for values of that class. */
    abstract Codec open(Class<?> type);
}
