package io.meshee.benchmark.codec;

/** Values of one class as bytes, and back. */
interface Codec {

    byte[] encode(Object value) throws Exception;

    Object decode(byte[] bytes) throws Exception;
}
