package io.meshee.ejb.transport;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.meshee.spi.Transport.LostException;
import io.meshee.spi.Transport.NotSentException;
import io.meshee.spi.Transport.PromptLink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks one peer over its topic. What comes back on this node's topic ends the question. */
final class DataGridLink implements PromptLink {

    private final DataGridTransport transport;
    private final String endpoint;
    private volatile boolean closed;

    DataGridLink(DataGridTransport transport, String endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableFuture<byte[]> send(byte[] batch) {
        if (closed) {
            return CompletableFuture.failedFuture(new NotSentException("the link to " + endpoint + " is closed", null));
        }
        try {
            CompletableFuture<byte[]> answer = transport.ask(this, batch);
            if (closed) {
                close();
            }
            return answer;
        } catch (HazelcastInstanceNotActiveException e) {
            return CompletableFuture.failedFuture(new NotSentException("the data grid does not run", e));
        } catch (HazelcastException e) {
            return CompletableFuture.failedFuture(new LostException("the data grid failed: " + e.getMessage(), e));
        }
    }

    @Override
    public byte[] deliver(byte[] batch) throws NotSentException, LostException {
        try {
            return send(batch).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotSentException notSent) {
                throw notSent;
            }
            throw new LostException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostException("interrupted before " + endpoint + " answered", e);
        }
    }

    @Override
    public void reset() {
        transport.giveUp(this, "the connection to " + endpoint + " hung");
    }

    @Override
    public void close() {
        closed = true;
        transport.giveUp(this, "the link to " + endpoint + " was closed");
    }

    String endpoint() {
        return endpoint;
    }
}
