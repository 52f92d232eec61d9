/** What other JVMs of this machine take. */
package io.meshee.benchmark.jvm;
