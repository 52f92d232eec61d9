/** Real nodes of the harness, and what is done to them. */
package io.meshee.chaos.nodes;
