/** Mesh with one of its safeguards missing, for the harness to prove itself on. Runs in the nodes, as a Java agent. */
package io.meshee.chaos.mutant;
