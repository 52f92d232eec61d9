/** A node's wall clock that steps, by an agent: nothing shifts the system's clock for one process. */
package io.meshee.chaos.clock;
