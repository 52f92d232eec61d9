/** The singleton that owns the node's life in the container. */
package io.meshee.ejb.router;
