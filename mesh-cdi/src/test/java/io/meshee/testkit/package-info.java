/** A cluster in one JVM without a server, with faults at will, for tests of Mesh and of what is built on it. */
package io.meshee.testkit;
