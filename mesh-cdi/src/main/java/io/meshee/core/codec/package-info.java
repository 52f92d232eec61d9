/** Payloads as bytes, and the allow-list that every byte from elsewhere is read behind. */
package io.meshee.core.codec;
