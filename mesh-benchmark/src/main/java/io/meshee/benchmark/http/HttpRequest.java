package io.meshee.benchmark.http;

/**
 * A request without a body.
 *
 * @param path with {@code %d} for a number from 1 to {@code ids}, or without
 */
public record HttpRequest(String title, String method, String path, int ids) {}
