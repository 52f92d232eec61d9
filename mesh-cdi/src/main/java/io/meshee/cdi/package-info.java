/**
 * Mesh inside a CDI container: finds the process classes of an application, refuses those that break a rule, and offers
 * the rest to the core.
 */
package io.meshee.cdi;
