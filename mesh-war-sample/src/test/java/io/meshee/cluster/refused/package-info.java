/** An application that must not be deployed: one mistake a class. */
package io.meshee.cluster.refused;
