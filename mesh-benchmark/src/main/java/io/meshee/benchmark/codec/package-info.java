/** What payloads take as bytes: Mesh's own codec beside those that could be in its place. */
package io.meshee.benchmark.codec;
