/** How batches travel between nodes: by remote EJB, or over the data grid. */
package io.meshee.ejb.transport;
