package io.meshee.cdi;

import java.util.Arrays;
import java.util.List;

/** The ids of deployment problems, which are made of numbers and so cannot be found in the sources. */
public final class ProblemIds {

    private ProblemIds() {}

    /** All of them. */
    public static List<String> all() {
        return Arrays.stream(Problems.values()).map(Problems::id).toList();
    }
}
