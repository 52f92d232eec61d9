/** What the callers saw and what the nodes said: plain data. */
package io.meshee.chaos.history;
