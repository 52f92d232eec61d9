/** Load over HTTP. Knows nothing of what serves it. */
package io.meshee.benchmark.http;
