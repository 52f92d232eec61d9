/**
 * Runs process classes in a test's JVM, on simulated nodes, without a server: by a clock that the test turns, and with
 * faults at will. Begin at {@link io.meshee.test.MeshTest} or {@link io.meshee.test.MeshKit}.
 */
package io.meshee.test;
