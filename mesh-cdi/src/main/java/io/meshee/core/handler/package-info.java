/**
 * From a class to what the core runs: which methods are handlers, how a message finds one, and the catalog of an
 * application's process classes. Knows no container.
 */
package io.meshee.core.handler;
