/** What a node tells of itself to those who observe it: in order, off the threads that do its work. */
package io.meshee.core.event;
