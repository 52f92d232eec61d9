/** Drives the cluster: an open stream of numbered calls, over a client that costs next to nothing. */
package io.meshee.chaos.load;
