/** Whether a history could have come from processes that do one thing at a time: pure, knows no server. */
package io.meshee.chaos.check;
