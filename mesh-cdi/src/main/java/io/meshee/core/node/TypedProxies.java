package io.meshee.core.node;

import io.meshee.api.CallOptions;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessKey;
import io.meshee.core.Errors;
import io.meshee.core.handler.Contract;
import io.meshee.core.handler.ProcessCatalog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Makes proxies whose methods are calls to one process. */
final class TypedProxies {

    private final MeshNode node;
    private final Targets targets;
    private final Map<Class<?>, Contract> contracts = new ConcurrentHashMap<>();

    TypedProxies(MeshNode node, ProcessCatalog catalog) {
        this.node = node;
        this.targets = new Targets(catalog);
    }

    <T> T of(Class<T> contract, String id, CallOptions options) {
        if (contract == null || options == null) {
            throw new InvalidRequestException(
                    "MESH00116: " + (contract == null ? "contract" : "options") + " must not be null");
        }
        Targets.requireId(id);
        if (!contract.isInterface() || contract.isAnnotation()) {
            throw Errors.notAContract(contract);
        }
        Contract operations = contracts.computeIfAbsent(contract, Contract::of);
        OutgoingCall.Target target =
                targets.of(contract, id, "", null, options.initArg(), options.headers(), Expected.ANYTHING);
        long timeout =
                Optional.ofNullable(options.timeout()).map(Duration::toNanos).orElse(node.defaultTimeout());
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(),
                new Class<?>[] {contract},
                new ProcessProxy(node, operations, target, timeout)));
    }

    /** Turns method calls into messages. */
    private record ProcessProxy(MeshNode node, Contract contract, OutgoingCall.Target process, long timeout)
            implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            Contract.Operation operation = contract.operation(method);
            if (operation == null) {
                return invokeObjectMethod(proxy, method, arguments);
            }
            OutgoingCall.Target target = process.with(
                    operation.signature(),
                    payload(arguments),
                    new Expected(operation.replyType(), operation.declaredExceptions()));
            if (operation.asynchronous()) {
                return stage(operation, target);
            }
            try {
                return node.call(target, timeout).value();
            } catch (ProcessFailedException e) {
                throw asDeclared(operation, e);
            }
        }

        private CompletionStage<Object> stage(Contract.Operation operation, OutgoingCall.Target target) {
            return node.callAsync(target, timeout).handle((reply, failure) -> {
                if (failure == null) {
                    return reply.value();
                }
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                throw new CompletionException(
                        cause instanceof ProcessFailedException failed ? asDeclared(operation, failed) : cause);
            });
        }

        private static Throwable asDeclared(Contract.Operation operation, ProcessFailedException failed) {
            Throwable cause = failed.getCause();
            return cause != null && operation.isDeclared(cause) ? cause : failed;
        }

        private static Object payload(Object[] arguments) {
            return arguments == null || arguments.length == 0 ? null : arguments.length == 1 ? arguments[0] : arguments;
        }

        private Object invokeObjectMethod(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "equals" -> isEqual(proxy, arguments[0]);
                case "hashCode" -> key().hashCode();
                default -> contract.type().getSimpleName() + "[" + key() + "]";
            };
        }

        private boolean isEqual(Object proxy, Object other) {
            return proxy == other
                    || other != null
                            && Proxy.isProxyClass(other.getClass())
                            && Proxy.getInvocationHandler(other) instanceof ProcessProxy same
                            && same.contract.type() == contract.type()
                            && same.key().equals(key());
        }

        private ProcessKey key() {
            return new ProcessKey(process.capability(), process.type(), process.id());
        }
    }
}
