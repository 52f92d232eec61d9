/** What MicroProfile Metrics shows of a node. */
package io.meshee.ejb.metrics;
