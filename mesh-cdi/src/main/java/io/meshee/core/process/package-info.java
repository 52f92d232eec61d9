/**
 * Runs processes on this node: the table of virtual processes, their mailboxes and turns, the worker pool, and the
 * watch over deadlines.
 */
package io.meshee.core.process;
