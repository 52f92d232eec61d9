/** Where running JVMs spend their time. Knows nothing of what they run. */
package io.meshee.benchmark.profile;
