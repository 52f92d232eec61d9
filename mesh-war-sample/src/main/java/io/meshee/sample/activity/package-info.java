/** What happened on this node lately: observers of Mesh's events. */
package io.meshee.sample.activity;
