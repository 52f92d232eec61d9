package io.meshee.core.handler;

/**
 * A rule that a class breaks.
 *
 * @param subject the method, types or names it is about; empty where the class itself says enough
 */
public record Finding(Rule rule, String subject) {}
