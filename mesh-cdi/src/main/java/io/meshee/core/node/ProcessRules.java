package io.meshee.core.node;

import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.TypeClosure;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.config.ProcessSettings;
import io.meshee.core.handler.Handler;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.process.ProcessLimits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the settings and the signatures of the process classes allow. */
final class ProcessRules {

    private static final Logger LOG = System.getLogger(ProcessRules.class.getName());

    private ProcessRules() {}

    static ProcessLimits limits(MeshSettings settings, ProcessClass processClass) {
        ProcessSettings own = settings.settingsFor(processClass.type(), processClass.poolSize());
        return new ProcessLimits(
                own.idleTimeout().toNanos(), own.mailboxCapacity(), own.maxActive(), own.poolSize(), own.localFirst());
    }

    /** The types that peers may send: those that the signatures of handlers name, and those that the settings add. */
    static AllowedTypes allowedTypes(ProcessCatalog catalog, MeshSettings settings) {
        Set<Type> roots = new LinkedHashSet<>(catalog.broadcastTypes());
        for (ProcessClass processClass : catalog.all()) {
            for (Handler handler : processClass.handlers().all()) {
                roots.addAll(handler.parameterTypes());
                roots.add(handler.replyType());
                roots.addAll(handler.declaredExceptions());
            }
            processClass.lifecycle().initArgType().ifPresent(roots::add);
            roots.addAll(processClass.state().types());
        }
        TypeClosure closure = TypeClosure.of(roots);
        if (!closure.open().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "MESH00722: open types in handler signatures allow nothing to be decoded; name what they stand for"
                            + " in mesh.serialization.allow: " + closure.open());
        }
        return AllowedTypes.of(closure, settings.serializationAllow());
    }
}
