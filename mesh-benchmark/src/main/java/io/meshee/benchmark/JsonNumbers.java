package io.meshee.benchmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers out of the flat JSON objects that drivers answer with. */
final class JsonNumbers {

    private JsonNumbers() {}

    static double get(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":(-?[0-9.]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in " + json);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
