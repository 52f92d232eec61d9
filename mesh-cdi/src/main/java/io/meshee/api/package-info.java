/**
 * What an application uses of Mesh: {@link io.meshee.api.Mesh} to reach virtual processes, the annotations that make a
 * class a process class, and the exceptions that say truthfully what became of a call.
 */
package io.meshee.api;
