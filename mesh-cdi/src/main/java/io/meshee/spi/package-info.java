/** What an application or an integration may put in Mesh's place: placement and transports. */
package io.meshee.spi;
