package io.meshee.cluster;

import jakarta.json.JsonObject;

/** Reads MicroProfile Health's answers. */
final class Health {

    private Health() {}

    /** One check of a node, UP or DOWN. */
    static JsonObject of(MeshNode node, String check) {
        var path = "/health/" + check.substring(check.indexOf('-') + 1);
        return node.get(path).json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("name").equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(node.name() + " has no check " + check + " at " + path));
    }

    static boolean isReady(MeshNode node) {
        return node.tryGet("/health/ready")
                .filter(answer -> answer.status() == 200)
                .isPresent();
    }
}
