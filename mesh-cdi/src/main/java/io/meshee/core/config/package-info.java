/** The {@code mesh.*} settings: their keys, defaults, ranges, and reading them with every problem told at once. */
package io.meshee.core.config;
