/** Reminders: when they are due, how they are kept, and how the owner of their shard fires them. */
package io.meshee.core.reminder;
