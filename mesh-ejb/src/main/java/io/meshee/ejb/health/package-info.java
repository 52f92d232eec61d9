/** What MicroProfile Health says of a node. */
package io.meshee.ejb.health;
