/** Measures Mesh and its peers in one run, by turns. */
package io.meshee.benchmark;
