/**
 * Whether this node may serve: heartbeats between nodes, what follows from their answers, and the lease that handlers look
 * at. Nothing here takes the data grid's word.
 */
package io.meshee.core.lease;
