/** What the harness adds to the sample's WAR: counters that leave evidence of their lives, a lean face, and faults. */
package io.meshee.chaos.app;
