package io.meshee.core.handler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds handlers that a message could not choose between. */
final class HandlerConflicts {

    private final List<Finding> findings = new ArrayList<>();

    private HandlerConflicts() {}

    static List<Finding> among(List<Handler> handlers) {
        HandlerConflicts conflicts = new HandlerConflicts();
        Map<Class<?>, List<Handler>> byPayload = byPayload(conflicts.checkSignatures(handlers));
        byPayload.forEach(conflicts::checkPayload);
        conflicts.checkOverlaps(List.copyOf(byPayload.keySet()));
        return conflicts.findings;
    }

    private static Map<Class<?>, List<Handler>> byPayload(List<Handler> handlers) {
        Map<Class<?>, List<Handler>> byPayload = new LinkedHashMap<>();
        handlers.stream()
                .filter(Handler::isFoundByPayload)
                .forEach(handler -> byPayload
                        .computeIfAbsent(handler.payloadClass(), type -> new ArrayList<>())
                        .add(handler));
        return byPayload;
    }

    /** Returns the handlers without those that a repeated signature hides, so that nothing is reported twice. */
    private List<Handler> checkSignatures(List<Handler> handlers) {
        Map<String, Handler> bySignature = new HashMap<>();
        List<Handler> distinct = new ArrayList<>();
        for (Handler handler : handlers) {
            boolean unique = true;
            for (String signature : handler.signatures()) {
                if (bySignature.putIfAbsent(signature, handler) != null) {
                    findings.add(new Finding(Rule.ONE_HANDLER_PER_SIGNATURE, signature));
                    unique = false;
                }
            }
            if (unique) {
                distinct.add(handler);
            }
        }
        return distinct;
    }

    private void checkPayload(Class<?> type, List<Handler> handlers) {
        if (handlers.size() > 1 && !handlers.stream().allMatch(Handler::isInContract)) {
            String payload = type == void.class ? "no payload" : type.getTypeName();
            List<String> names = handlers.stream().map(Handler::describe).toList();
            findings.add(new Finding(Rule.ONE_HANDLER_PER_PAYLOAD, payload + ": " + String.join(" and ", names)));
        }
    }

    private void checkOverlaps(List<Class<?>> types) {
        PayloadOverlap overlap = new PayloadOverlap(Set.copyOf(types));
        for (int i = 0; i < types.size(); i++) {
            for (int j = i + 1; j < types.size(); j++) {
                if (overlap.between(types.get(i), types.get(j))) {
                    findings.add(new Finding(
                            Rule.UNAMBIGUOUS_PAYLOADS,
                            types.get(i).getTypeName() + " and " + types.get(j).getTypeName()));
                }
            }
        }
    }
}
