/** The sample application: four kinds of virtual process and the REST face through which they are reached. */
package io.meshee.sample;
