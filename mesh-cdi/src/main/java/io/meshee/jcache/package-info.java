/** The cluster directory in JCache. */
package io.meshee.jcache;
