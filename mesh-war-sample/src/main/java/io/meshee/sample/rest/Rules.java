package io.meshee.sample.rest;

/** Checks on what clients send; each failure names the value and the rule. */
final class Rules {

    /** The longest id or capability that Mesh takes. */
    static final int MAX_NAME = 1024;

    private static final int SHOWN = 32;

    private Rules() {}

    static String text(String name, String value, int maxLength) {
        if (value == null) {
            throw broken(name + " must not be missing");
        }
        if (value.isBlank()) {
            throw broken(name + " must not be blank, but was \"" + shortened(value) + "\"");
        }
        if (value.length() > maxLength) {
            throw broken(name + " must have at most " + maxLength + " characters, but \"" + shortened(value) + "\" has "
                    + value.length());
        }
        return value;
    }

    static ProblemException broken(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
