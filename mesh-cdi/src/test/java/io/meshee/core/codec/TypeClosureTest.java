package io.meshee.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.TypeRef;
import io.meshee.core.codec.Payloads.Box;
import io.meshee.core.codec.Payloads.Circle;
import io.meshee.core.codec.Payloads.Holder;
import io.meshee.core.codec.Payloads.Line;
import io.meshee.core.codec.Payloads.Linked;
import io.meshee.core.codec.Payloads.NotSerializable;
import io.meshee.core.codec.Payloads.Order;
import io.meshee.core.codec.Payloads.Rank;
import io.meshee.core.codec.Payloads.Shape;
import io.meshee.core.codec.Payloads.Side;
import io.meshee.core.codec.Payloads.Square;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TypeClosureTest {

    @Test
    void componentsAndTheirArgumentsBelongToARecord() {
        assertClosure(Order.class, Order.class, Line.class, Rank.class, Rank.HIGH.getClass());
    }

    @Test
    void writtenFieldsAndSuperclassesBelongToAClass() {
        assertClosure(Child.class, Child.class, Parent.class, Line.class, Side.class);
    }

    @Test
    void aClassMayConsistOfItself() {
        assertClosure(Linked.class, Linked.class);
    }

    @Test
    void permittedSubtypesBelongToASealedType() {
        assertClosure(Shape.class, Circle.class, Square.class, Side.class);
    }

    @Test
    void siblingsDoNotBelongToASubtypeOfASealedClass() {
        assertClosure(First.class, First.class, Either.class);
        assertClosure(Either.class, First.class, Second.class, Either.class, Line.class);
    }

    @Test
    void argumentsReachTheSubtypesOfASealedGenericType() {
        assertClosure(new TypeRef<Result<Line>>() {}.type(), Ok.class, Failed.class, Line.class);
    }

    @Test
    void elementsBelongToArraysAndCollections() {
        assertClosure(Line[][].class, Line.class);
        assertClosure(new TypeRef<Map<String, List<Line[]>>>() {}.type(), Line.class);
        assertClosure(new TypeRef<List<Box<Line>>[]>() {}.type(), Box.class, Line.class);
        assertClosure(new TypeRef<List<? extends Shape>>() {}.type(), Circle.class, Square.class, Side.class);
    }

    @Test
    void aStageStandsForItsArgument() {
        assertClosure(new TypeRef<CompletionStage<Line>>() {}.type(), Line.class);
        assertClosure(new TypeRef<CompletionStage<Void>>() {}.type());
    }

    @Test
    void jdkValuesAddNothing() {
        assertClosure(String.class);
        assertClosure(int.class);
        assertClosure(void.class);
        assertClosure(byte[].class);
        assertClosure(Class.class);
        assertClosure(java.time.Instant.class);
    }

    @Test
    void anEnumWithBodiesIsAllowedAsAWhole() {
        assertThat(TypeClosure.of(Rank.class).open()).isEmpty();
        assertThat(AllowedTypes.jdk().plus(Rank.class).allows(Rank.HIGH.getClass()))
                .isTrue();
    }

    @Test
    void openTypesAddNothingAndAreReported() throws NoSuchMethodException {
        assertOpen(Object.class, "java.lang.Object");
        assertOpen(Serializable.class, "java.io.Serializable");
        assertOpen(List.class, "java.util.List");
        assertOpen(new TypeRef<List<?>>() {}.type(), "?");
        assertOpen(getClass().getDeclaredMethod("generic").getGenericReturnType(), "T");
        assertOpen(Box.class.getTypeParameters()[0], "T");
        assertOpen(new TypeRef<List<Comparable<String>>>() {}.type(), "java.lang.Comparable");
    }

    @Test
    void openTypesAreReportedWithTheirPlace() {
        TypeClosure closure = TypeClosure.of(Loose.class);
        assertThat(closure.classes()).containsExactlyInAnyOrder(Loose.class, Figure.class);
        assertThat(closure.open())
                .containsExactlyInAnyOrder(
                        "java.lang.Object (field anything of " + Loose.class.getName() + ")",
                        Figure.class.getName() + " (field figure of " + Loose.class.getName() + ")");
    }

    @Test
    void whatCannotBeEncodedIsReportedWithItsPlace() {
        assertThat(TypeClosure.of(Holder.class).notEncodable())
                .containsExactly(
                        NotSerializable.class.getName() + " (field content of " + Holder.class.getName() + ")");
        assertThat(TypeClosure.of(new TypeRef<Optional<String>>() {}.type()).notEncodable())
                .containsExactly("java.util.Optional");
        assertThat(TypeClosure.of(Order.class, Child.class, List.class).notEncodable())
                .isEmpty();
    }

    @Test
    void aClassWhoseFieldsCannotBeReadIsReported() throws ClassNotFoundException {
        Class<?> square = Class.forName(Square.class.getName(), false, new Without(Side.class.getName()));
        TypeClosure closure = TypeClosure.of(square);
        assertThat(closure.classes()).containsExactly(square);
        assertThat(closure.open())
                .singleElement()
                .asString()
                .startsWith(Square.class.getName() + " (its fields cannot");
    }

    private static void assertClosure(Type root, Class<?>... classes) {
        TypeClosure closure = TypeClosure.of(root);
        assertThat(closure.classes()).containsExactlyInAnyOrder(classes);
        assertThat(closure.open()).isEmpty();
        assertThat(closure.notEncodable()).isEmpty();
    }

    private static void assertOpen(Type root, String report) {
        TypeClosure closure = TypeClosure.of(root);
        assertThat(closure.classes()).isEmpty();
        assertThat(closure.open()).containsExactly(report);
    }

    static <T> T generic() {
        throw new UnsupportedOperationException();
    }

    static class Base {
        NotSerializable neverWritten;
    }

    abstract static class Parent<T> extends Base implements Serializable {
        private static final long serialVersionUID = 1L;
        T content;
    }

    static final class Child extends Parent<Line> {
        private static final long serialVersionUID = 1L;
        static NotSerializable shared;
        transient NotSerializable cached;
        Side side;
    }

    sealed interface Result<T> extends Serializable {}

    record Ok<T>(T value) implements Result<T> {}

    record Failed<T>(String reason) implements Result<T> {}

    abstract static sealed class Either implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static final class First extends Either {
        private static final long serialVersionUID = 1L;
    }

    static final class Second extends Either {
        private static final long serialVersionUID = 1L;
        Line line;
    }

    abstract static class Figure implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static final class Loose implements Serializable {
        private static final long serialVersionUID = 1L;
        Object anything;
        Figure figure;
    }

    /** Defines the payloads anew, but for one that it does not find. */
    private static final class Without extends ClassLoader {

        private final String missing;

        Without(String missing) {
            super(TypeClosureTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(missing)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(Payloads.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
