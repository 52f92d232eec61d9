/**
 * Who is in the cluster: member records, the numbered view, the pure rule that gives the next view, and the agent that
 * applies it to the directory.
 */
package io.meshee.core.view;
