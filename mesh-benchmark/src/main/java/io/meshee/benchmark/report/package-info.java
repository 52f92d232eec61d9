/** Samples, what is made of them, and how it is shown. Pure. */
package io.meshee.benchmark.report;
