/** The state of processes: how it is taken from an instance, what is stored, and how it is given back. */
package io.meshee.core.state;
