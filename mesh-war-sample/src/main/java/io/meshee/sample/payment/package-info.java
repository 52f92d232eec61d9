/** Payments: pooled, without state, and declined by a checked exception that the contract declares. */
package io.meshee.sample.payment;
