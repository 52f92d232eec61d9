package io.meshee.testkit;

import io.meshee.spi.Transport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Has both ends of another transport go on without waiting. */
public final class PromptTransport implements Transport {

    private final Transport below;
    private final ExecutorService wire = Executors.newCachedThreadPool();

    /** The same transport, but prompt. */
    public PromptTransport(Transport below) {
        this.below = below;
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public Optional<String> open(Receiver receiver) {
        return below.open(new Receiver() {
            @Override
            public byte[] deliver(byte[] batch) {
                CompletableFuture<byte[]> answer = new CompletableFuture<>();
                receiver.deliver(batch, answer::complete);
                return answer.join();
            }

            @Override
            public void deliver(byte[] batch, Consumer<byte[]> answer) {
                receiver.deliver(batch, answer);
            }

            @Override
            public void refuse(String reason) {
                receiver.refuse(reason);
            }
        });
    }

    @Override
    public PromptLink connect(String endpoint) {
        Link link = below.connect(endpoint);
        return new PromptLink() {
            @Override
            public CompletableFuture<byte[]> send(byte[] batch) {
                CompletableFuture<byte[]> outcome = new CompletableFuture<>();
                wire.execute(() -> {
                    try {
                        outcome.complete(link.deliver(batch));
                    } catch (NotSentException | LostException | RuntimeException e) {
                        outcome.completeExceptionally(e);
                    }
                });
                return outcome;
            }

            @Override
            public byte[] deliver(byte[] batch) throws NotSentException, LostException {
                return link.deliver(batch);
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    @Override
    public void close() {
        below.close();
        wire.shutdown();
    }
}
