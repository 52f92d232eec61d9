package io.meshee.benchmark.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one way takes, of one kind of payload. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecCost {

    /** Which payload. */
    @Param({"NUMBER", "SMALL", "ORDER"})
    public Payload payload;

    /** Which codec. */
    @Param({"MESH", "FORY", "JSON_B"})
    public CodecKind kind;

    private Codec codec;
    private Object value;
    private byte[] bytes;

    /** Makes the codec, and sees that it gives back what it was given. */
    @Setup
    public void prepare() throws Exception {
        value = payload.value();
        codec = kind.open(value.getClass());
        bytes = codec.encode(value);
        Object back = codec.decode(bytes);
        if (!back.equals(value)) {
            throw new IllegalStateException(kind + " made " + back + " of " + value);
        }
    }

    /** Caller's part. */
    @Benchmark
    public byte[] encode() throws Exception {
        return codec.encode(value);
    }

    /** Receiver's part. */
    @Benchmark
    public Object decode() throws Exception {
        return codec.decode(bytes);
    }
}
