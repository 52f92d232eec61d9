package io.meshee.cluster;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.StringReader;

/** What a node answered over HTTP. */
public record Answer(int status, String body) {

    public JsonObject json() {
        return read().asJsonObject();
    }

    JsonArray jsonArray() {
        return read().asJsonArray();
    }

    /** The node that served the call, by the answer's {@code process}. */
    String servedBy() {
        return json().getJsonObject("process").getString("node");
    }

    /** This, if the status is the one expected. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected HTTP " + expected + " but got " + status + ": " + body);
        }
        return this;
    }

    private JsonStructure read() {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.read();
        }
    }
}
