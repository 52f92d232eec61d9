/** The parts of the local path, each by itself, on the core's in-memory set-up. */
package io.meshee.benchmark.jmh;
