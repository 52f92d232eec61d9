/**
 * How messages reach other nodes: lanes of numbered batches that share a transport's invocations, and the inbox that
 * takes such batches in exactly once.
 */
package io.meshee.core.peer;
