package io.meshee.cluster.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row of the application's own. */
@Entity
public class Booking {

    @Id
    private String id;

    /** For the persistence provider. */
    protected Booking() {}

    Booking(String id) {
        this.id = id;
    }
}
