package io.meshee.core.codec;

/**
 * An entry of {@code mesh.serialization.allow}: one class ({@code com.acme.Order}), the classes of one package
 * ({@code com.acme.*}), or those of a package and all below it ({@code com.acme.**}). Nested classes belong to their
 * package, and alone are written {@code com.acme.Order$Line}.
 */
public sealed interface TypePattern {

    /** Whether the class of this name is allowed. */
    boolean matches(String className);

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says why and what to write
     */
    static TypePattern parse(String text) {
        if (text.endsWith(".**")) {
            return new Below(named(text, text.substring(0, text.length() - 2)));
        }
        if (text.endsWith(".*")) {
            return new Package(named(text, text.substring(0, text.length() - 1)));
        }
        if (text.equals("*") || text.equals("**")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" would allow every class; name a package: com.acme.* or com.acme.**");
        }
        return new One(named(text, text));
    }

    private static String named(String text, String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (String part : bare.split("\\.", -1)) {
            boolean identifier = !part.isEmpty()
                    && Character.isJavaIdentifierStart(part.charAt(0))
                    && part.chars().allMatch(Character::isJavaIdentifierPart);
            if (!identifier) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" names no class or package; write com.acme.Order, com.acme.* or com.acme.**");
            }
        }
        return name;
    }

    /** One class. */
    record One(String name) implements TypePattern {

        @Override
        public boolean matches(String className) {
            return className.equals(name);
        }
    }

    /** The classes of one package; the prefix ends with a dot. */
    record Package(String prefix) implements TypePattern {

        @Override
        public boolean matches(String className) {
            return className.startsWith(prefix) && className.indexOf('.', prefix.length()) < 0;
        }
    }

    /** The classes of a package and of those below it; the prefix ends with a dot. */
    record Below(String prefix) implements TypePattern {

        @Override
        public boolean matches(String className) {
            return className.startsWith(prefix);
        }
    }
}
