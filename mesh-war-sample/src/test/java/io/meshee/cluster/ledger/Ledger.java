package io.meshee.cluster.ledger;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.sample.counter.DurableCounterProcess;
import io.meshee.sample.counter.Increment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Keeps bookings through the application's only persistence unit, which it therefore need not name. */
@ApplicationScoped
public class Ledger {

    @PersistenceContext
    private EntityManager bookings;

    @Inject
    private Mesh mesh;

    /** Books and counts, and rolls back what it can if asked to. */
    @Transactional
    public void book(String id, boolean fail) {
        bookings.persist(new Booking(id));
        bookings.flush();
        mesh.call(Request.to(DurableCounterProcess.class, id).payload(new Increment(1)));
        if (fail) {
            throw new IllegalStateException("as the test wants it");
        }
    }

    /** How many bookings there are. */
    @Transactional
    public long count() {
        return bookings.createQuery("SELECT COUNT(b) FROM Booking b", Long.class)
                .getSingleResult();
    }
}
