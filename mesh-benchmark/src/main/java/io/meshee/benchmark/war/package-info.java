/** What the nodes of Mesh deploy: processes that count, and the driver of the load. */
package io.meshee.benchmark.war;
