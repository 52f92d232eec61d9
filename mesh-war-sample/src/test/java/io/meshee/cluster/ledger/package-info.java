/** What a test adds to the sample application: a persistence unit of its own, and a handler that leaves a transaction open. */
package io.meshee.cluster.ledger;
