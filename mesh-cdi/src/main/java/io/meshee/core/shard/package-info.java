/** Where an id lives: its shard by hash, the shard's owner by strategy, and the table of owners for one view. */
package io.meshee.core.shard;
