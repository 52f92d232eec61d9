package io.meshee.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.TypeRef;
import io.meshee.core.codec.Payloads.BadReader;
import io.meshee.core.codec.Payloads.BadWriter;
import io.meshee.core.codec.Payloads.Box;
import io.meshee.core.codec.Payloads.Gadget;
import io.meshee.core.codec.Payloads.Holder;
import io.meshee.core.codec.Payloads.Huge;
import io.meshee.core.codec.Payloads.Linked;
import io.meshee.core.codec.Payloads.NotSerializable;
import io.meshee.core.codec.Payloads.Rank;
import io.meshee.core.codec.Payloads.Traces;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialPayloadCodecTest {

    private static final int MAX_SIZE = 1 << 20;

    private final SerialPayloadCodec codec = new SerialPayloadCodec(getClass().getClassLoader(), MAX_SIZE);

    @BeforeEach
    void nothingRanYet() {
        Traces.READ.set(false);
    }

    @Test
    void theShortFormsAreFixed() throws CodecException {
        assertThat(codec.encode(null)).containsExactly(0);
        assertThat(codec.encode(true)).containsExactly(1);
        assertThat(codec.encode(false)).containsExactly(2);
        assertThat(codec.encode(258)).containsExactly(3, 0, 0, 1, 2);
        assertThat(codec.encode(-2L)).containsExactly(4, -1, -1, -1, -1, -1, -1, -1, -2);
        assertThat(codec.encode(1.0)).containsExactly(5, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0);
        assertThat(codec.encode("aé")).containsExactly(6, 0, 0, 0, 2, 'a', 0xE9);
        assertThat(codec.encode("a€")).containsExactly(7, 0, 0, 0, 4, 0, 'a', 0x20, 0xAC);
        assertThat(codec.encode(new byte[] {7})).containsExactly(8, 0, 0, 0, 1, 7);
        assertThat(codec.encode(new Object[] {null, true})).containsExactly(9, 0, 0, 0, 2, 0, 1);
        assertThat(codec.encode(Rank.LOW)).startsWith(10);
    }

    @Test
    void aTextOfUnpairedSurrogatesStaysAsItIs() throws CodecException {
        assertThat(decode("\uD83D!\uDE00", AllowedTypes.jdk())).isEqualTo("\uD83D!\uDE00");
    }

    @Test
    void aClassThatIsNotAllowedIsRefusedByNameAndNeverRuns() throws CodecException {
        assertRefused(new Gadget(), AllowedTypes.jdk(), Gadget.class.getName());
        assertThat(Traces.READ).isFalse();

        codec.decode(codec.encode(new Gadget()), AllowedTypes.jdk().plus(Gadget.class));
        assertThat(Traces.READ).isTrue();
    }

    @Test
    void aClassThatIsNotAllowedIsNotEvenInitialized() throws CodecException {
        byte[] bytes = codec.encode(new Lazy());
        String name = Lazy.class.getName();
        String twin = name.replace("Lazy", "Late");
        assertThatThrownBy(() -> codec.decode(replaced(bytes, name, twin), AllowedTypes.jdk()))
                .hasMessageContaining("MESH00504: " + twin + " is not allowed");
        assertThat(Traces.INITIALIZED).isFalse();
    }

    @Test
    void itIsRefusedInsideWhatIsAllowed() throws CodecException {
        AllowedTypes boxes = AllowedTypes.jdk().plus(Box.class).plus(Rank.class);
        String gadget = Gadget.class.getName();
        assertRefused(new ArrayList<>(List.of(new Gadget())), boxes, gadget);
        assertRefused(Map.of("key", List.of(new Gadget())), boxes, gadget);
        assertRefused(new Box<>(new Gadget()), boxes, gadget);
        assertRefused(new Object[] {1, new Gadget()}, boxes, gadget);
        assertRefused(new Object[] {new Object[] {new Gadget()}}, boxes, gadget);
        assertRefused(new Gadget[0], boxes, gadget);
        assertRefused(new Gadget[0][0], boxes, gadget);
        assertThat(Traces.READ).isFalse();
    }

    @Test
    void aGenericTypeAllowsItsArguments() throws CodecException {
        AllowedTypes boxes = AllowedTypes.jdk().plus(new TypeRef<List<Box<Rank>>>() {}.type());
        assertThat(decode(List.of(new Box<>(Rank.HIGH)), boxes)).isEqualTo(List.of(new Box<>(Rank.HIGH)));
    }

    @Test
    void knownGadgetsAreRefused() throws Exception {
        assertRefused(new URL("http://127.0.0.1/"), AllowedTypes.jdk(), "java.net.URL");
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Comparable.class}, (InvocationHandler & Serializable)
                        (self, method, arguments) -> null);
        assertRefused(proxy, AllowedTypes.of(TypeClosure.of(), List.of("io.meshee.**")), "a dynamic proxy of");
        Runnable lambda = (Runnable & Serializable) () -> Traces.READ.set(true);
        assertRefused(lambda, AllowedTypes.jdk(), "java.lang.invoke.SerializedLambda");
    }

    @Test
    void aMessageThatNestsTooDeepIsRefused() throws CodecException {
        List<Object> nested = new ArrayList<>();
        for (int i = 0; i < FilteredObjectInput.MAX_DEPTH; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        byte[] bytes = codec.encode(nested);
        assertThatThrownBy(() -> codec.decode(bytes, AllowedTypes.jdk()))
                .isInstanceOf(CodecException.class)
                .hasMessage("MESH00506: the message nests deeper than 200 levels");
        assertThatThrownBy(() -> codec.encode(Linked.ofLength(100_000)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("MESH00506: " + Linked.class.getName() + " nests too deep to be encoded");
    }

    @Test
    void anArrayThatTheBytesCannotFillIsRefusedBeforeItIsMade() throws CodecException {
        byte[] bytes = codec.encode(new int[] {1, 2, 3});
        ByteBuffer.wrap(bytes).putInt(bytes.length - 16, 1 << 28);
        assertThatThrownBy(() -> codec.decode(bytes, AllowedTypes.jdk()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("MESH00506: the message announces 268435456 elements of int[]");
    }

    @Test
    void whatIsTooLargeIsRefusedOnBothSides() throws CodecException {
        int header = 5;
        assertThat(codec.encode(new byte[MAX_SIZE - header])).hasSize(MAX_SIZE);
        for (Object tooLarge : List.of(
                new byte[MAX_SIZE - header + 1], "x".repeat(MAX_SIZE), "€".repeat(MAX_SIZE / 2), new int[MAX_SIZE])) {
            assertThatThrownBy(() -> codec.encode(tooLarge))
                    .isInstanceOf(CodecException.class)
                    .hasMessage("MESH00502: " + tooLarge.getClass().getTypeName()
                            + " takes more than mesh.message.max-size = 1048576 bytes");
        }
        assertThatThrownBy(() -> codec.decode(new byte[MAX_SIZE + 1], AllowedTypes.jdk()))
                .isInstanceOf(CodecException.class)
                .hasMessage("MESH00502: the message has 1048577 bytes, more than mesh.message.max-size = 1048576");
    }

    @Test
    void theEncodingOfWhatIsTooLargeStopsEarly() {
        assertThatThrownBy(() -> codec.encode(new Huge())).hasMessageContaining("MESH00502");
        assertThat(Huge.KIBIBYTES.get()).isLessThan(MAX_SIZE / 1024 + 10);
    }

    @Test
    void whatIsNotSerializableIsRefusedByName() {
        assertThatThrownBy(() -> codec.encode(new Holder("a", new NotSerializable())))
                .isInstanceOf(CodecException.class)
                .hasMessage("MESH00501: " + Holder.class.getName() + " cannot be encoded: "
                        + NotSerializable.class.getName() + " is not java.io.Serializable");
    }

    @Test
    void aClassThatCannotWriteItselfIsRefused() {
        assertThatThrownBy(() -> codec.encode(new BadWriter()))
                .isInstanceOf(CodecException.class)
                .hasMessage("MESH00503: " + BadWriter.class.getName()
                        + " cannot be encoded: java.lang.IllegalStateException: cannot write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checked", "runtime", "assertion", "linkage", "internal", "overflow"})
    void aClassThatCannotReadItselfIsRefused(String failure) throws CodecException {
        byte[] bytes = codec.encode(new BadReader(failure));
        assertThatThrownBy(() -> codec.decode(bytes, AllowedTypes.jdk().plus(BadReader.class)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(failure.equals("overflow") ? "MESH00506" : "MESH00505");
    }

    @Test
    void classesAreThoseOfTheApplication() throws CodecException {
        byte[] bytes = codec.encode(new Box<>("x"));
        SerialPayloadCodec elsewhere = new SerialPayloadCodec(ClassLoader.getPlatformClassLoader(), MAX_SIZE);
        assertThatThrownBy(() -> elsewhere.decode(bytes, AllowedTypes.jdk().plus(Box.class)))
                .isInstanceOf(CodecException.class)
                .hasMessage("MESH00507: class " + Box.class.getName() + " is unknown to this application");
    }

    @Test
    void malformedFormsAreRefused() {
        assertMalformed("no form has the number 11", 11);
        assertMalformed("no form has the number -1", -1);
        assertMalformed("it ends 1 bytes early");
        assertMalformed("arguments stand inside arguments", 9, 0, 0, 0, 1, 9, 0, 0, 0, 0);
        assertMalformed("it announces 2147483647 arguments", 9, 127, -1, -1, -1);
        assertMalformed("it announces -1 arguments", 9, -1, -1, -1, -1);
        assertMalformed("it announces a length of -1", 6, -1, -1, -1, -1);
        assertMalformed("it ends 2147483647 bytes early", 8, 127, -1, -1, -1);
        assertMalformed("a text of two bytes a character has 1 bytes", 7, 0, 0, 0, 1, 0);
        assertMalformed("1 bytes follow its end", 0, 0);
        assertMalformed("invalid stream header", 10, 0, 0, 0, 4, 1, 2, 3, 4);
        assertMalformed("2 bytes follow an object's end", 10, 0, 0, 0, 7, 0xAC, 0xED, 0, 5, 0x70, 0, 0);
    }

    /** The JDK's unmodifiable map takes it for a fault of its own, and throws an {@link InternalError}. */
    @Test
    void aMapThatLacksAValueIsRefused() throws CodecException {
        byte[] bytes = codec.encode(Map.of("a", "b"));
        byte[] length = {0x77, 4, 0, 0, 0, 2};
        int at = IntStream.range(0, bytes.length - length.length)
                .filter(i -> Arrays.equals(bytes, i, i + length.length, length, 0, length.length))
                .findFirst()
                .orElseThrow();
        bytes[at + length.length - 1] = 1;

        assertThatThrownBy(() -> codec.decode(bytes, AllowedTypes.jdk()))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("MESH00505: the message is malformed: ");
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatThrownBy(() -> new SerialPayloadCodec(getClass().getClassLoader(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxSize must be at least 1, but was 0");
    }

    private void assertMalformed(String why, int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        assertThatThrownBy(() -> codec.decode(bytes, AllowedTypes.jdk()))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("MESH00505: the message is malformed: ")
                .hasMessageContaining(why);
    }

    private void assertRefused(Object value, AllowedTypes allowed, String name) throws CodecException {
        byte[] bytes = codec.encode(value);
        assertThatThrownBy(() -> codec.decode(bytes, allowed))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("MESH00504: " + name)
                .hasMessageContaining("is not allowed in a message");
    }

    private Object decode(Object value, AllowedTypes allowed) throws CodecException {
        return codec.decode(codec.encode(value), allowed);
    }

    private static byte[] replaced(byte[] bytes, String name, String twin) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(name);
        return text.replace(name, twin).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Lazy implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Never named by a test's code, so that only a decoder could initialize it. */
    private static final class Late implements Serializable {
        private static final long serialVersionUID = 1L;

        static {
            Traces.INITIALIZED.set(true);
        }
    }
}
