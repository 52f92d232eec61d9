/** The sample application: kinds of virtual process, what happens to them, and the REST face through which they are reached. */
package io.meshee.sample;
