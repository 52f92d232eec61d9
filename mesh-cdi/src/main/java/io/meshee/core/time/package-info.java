/** The time that a node goes by: a port, so that a test can turn the clock by hand. */
package io.meshee.core.time;
