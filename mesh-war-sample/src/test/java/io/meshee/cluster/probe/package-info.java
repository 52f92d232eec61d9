/** A small application without Mesh, with which the server itself is tested. */
package io.meshee.cluster.probe;
