/** Mesh's own binary format: what crosses the network and what lies in the directory. Versioned, bounded, canonical. */
package io.meshee.core.wire;
