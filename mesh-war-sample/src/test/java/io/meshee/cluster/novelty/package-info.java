/** What only the newest node's application has. */
package io.meshee.cluster.novelty;
