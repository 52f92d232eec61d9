/** The systems that Mesh is measured against, each in a JVM of its own and in the form that serves it best. */
package io.meshee.benchmark.peer;
