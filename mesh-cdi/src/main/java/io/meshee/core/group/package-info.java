/** Named groups of processes: who is in them here, and which other nodes have members. */
package io.meshee.core.group;
