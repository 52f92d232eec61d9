/** Chat rooms: written to by casts, read by calls, without a contract. */
package io.meshee.sample.chat;
