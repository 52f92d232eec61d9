/** A node of the mesh: routes messages by one snapshot of the cluster, and follows the view through handoffs. */
package io.meshee.core.node;
