package io.meshee.core.node;

import io.meshee.api.InvalidRequestException;
import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.core.Errors;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.process.Invocation;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says which process a request is for. */
final class Targets {

    private final ProcessCatalog catalog;

    Targets(ProcessCatalog catalog) {
        this.catalog = catalog;
    }

    OutgoingCall.Target of(Request<?> request) {
        ProcessCatalog.TypeName type = typeOf(request);
        return new OutgoingCall.Target(
                capabilityOf(request, type),
                type.type(),
                request.id(),
                null,
                request.payload(),
                request.initArg(),
                request.headers(),
                Expected.of(request.replyType()),
                request.idempotencyKey().orElse(null));
    }

    /** The type that a request is for, with the capabilities it may be meant by. */
    ProcessCatalog.TypeName typeOf(Request<?> request) {
        if (request == null) {
            throw Errors.requestMissing();
        }
        Class<?> typeClass = request.typeClass().orElse(null);
        return typeClass == null ? catalog.named(request.type().orElseThrow()) : typeName(typeClass);
    }

    /** The capability that a request names, or the only one of its type. */
    static String capabilityOf(Request<?> request, ProcessCatalog.TypeName type) {
        String named = request.capability().orElse(null);
        return named == null ? only(type.type(), type.capabilities()) : named;
    }

    OutgoingCall.Target of(
            Class<?> contract,
            String id,
            String signature,
            Object payload,
            Object initArg,
            Map<String, String> headers,
            Expected expected) {
        ProcessCatalog.TypeName name = typeName(contract);
        return new OutgoingCall.Target(
                only(name.type(), name.capabilities()),
                name.type(),
                id,
                signature,
                payload,
                initArg,
                headers,
                expected,
                null);
    }

    /** What forgets a process and its state. */
    static OutgoingCall.Target forgetting(ProcessKey process) {
        if (process == null) {
            throw new InvalidRequestException("MESH00117: process must not be null");
        }
        Request.to(process.type(), process.id()).capability(process.capability());
        return new OutgoingCall.Target(
                process.capability(),
                process.type(),
                process.id(),
                Invocation.FORGET,
                null,
                null,
                Map.of(),
                Expected.ANYTHING,
                null);
    }

    static void requireId(String id) {
        Request.to("any", id);
    }

    static void requireCapability(String capability) {
        Request.to("any", "any").capability(capability);
    }

    static Set<String> capabilityNames(String... capabilities) {
        if (capabilities == null || capabilities.length == 0) {
            throw new InvalidRequestException("MESH00115: capabilities must name at least one capability");
        }
        SortedSet<String> names = new TreeSet<>();
        for (String capability : capabilities) {
            requireCapability(capability);
            names.add(capability);
        }
        return names;
    }

    /** Hands over no function that remembers the type, for it is asked at most calls. */
    private ProcessCatalog.TypeName typeName(Class<?> type) {
        ProcessCatalog.TypeName name = catalog.resolve(type).orElse(null);
        if (name == null) {
            throw Errors.notAType(type);
        }
        return name;
    }

    /** Makes no iterator, for it is asked at most calls. */
    private static String only(String type, SortedSet<String> capabilities) {
        if (capabilities.size() != 1) {
            throw Errors.capabilityMissing(type, capabilities);
        }
        return capabilities.first();
    }
}
