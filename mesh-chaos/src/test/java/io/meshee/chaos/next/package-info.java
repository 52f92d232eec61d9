/**
 * What the application's next version has in the place of classes of {@code io.meshee.chaos.app}: {@code HarnessWar} packs
 * them under those names.
 */
package io.meshee.chaos.next;
