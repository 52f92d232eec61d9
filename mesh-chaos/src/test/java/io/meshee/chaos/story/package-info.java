/** What happens to the cluster, and when. */
package io.meshee.chaos.story;
