/** The load and its measure, the same in every system that is measured. Knows nothing of any. */
package io.meshee.benchmark.load;
