/** The container-free core. Imports the JDK, the API, the SPI and itself, nothing else. */
package io.meshee.core;
