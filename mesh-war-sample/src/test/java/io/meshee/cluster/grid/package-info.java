/** What a test adds to the sample application to see how the data grid stands. */
package io.meshee.cluster.grid;
