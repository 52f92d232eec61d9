package io.meshee.ejb.transport;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.meshee.spi.Transport.Link;
import io.meshee.spi.Transport.LostException;
import io.meshee.spi.Transport.NotSentException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one peer over its topic, and waits for what comes back on this node's. */
final class DataGridLink implements Link {

    private static final long ANSWER_SECONDS = 15;

    private final DataGridTransport transport;
    private final String endpoint;
    private final Set<DataGridTransport.Asked> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    DataGridLink(DataGridTransport transport, String endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    @Override
    public byte[] deliver(byte[] batch) throws NotSentException, LostException {
        if (closed) {
            throw new NotSentException("the link to " + endpoint + " is closed", null);
        }
        DataGridTransport.Asked question = ask(batch);
        open.add(question);
        if (closed) {
            question.answer().cancel(false);
        }
        try {
            return question.answer().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new LostException("no answer from " + endpoint + " in " + ANSWER_SECONDS + " s", e);
        } catch (CancellationException e) {
            throw new LostException("the link to " + endpoint + " was closed", e);
        } catch (ExecutionException e) {
            throw new LostException("no answer from " + endpoint, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostException("interrupted before " + endpoint + " answered", e);
        } finally {
            open.remove(question);
            transport.forget(question);
        }
    }

    @Override
    public void reset() {
        open.forEach(question -> question.answer().cancel(false));
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(question -> question.answer().cancel(false));
    }

    private DataGridTransport.Asked ask(byte[] batch) throws NotSentException, LostException {
        try {
            return transport.ask(endpoint, batch);
        } catch (HazelcastInstanceNotActiveException e) {
            throw new NotSentException("the data grid does not run", e);
        } catch (HazelcastException e) {
            throw new LostException("the data grid failed: " + e.getMessage(), e);
        }
    }
}
