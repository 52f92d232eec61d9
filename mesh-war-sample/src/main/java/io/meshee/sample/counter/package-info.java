/** The plainest process: a number that grows. */
package io.meshee.sample.counter;
