/** A game whose players each walk a plane and score with every step: state in the instance, a typed contract. */
package io.meshee.sample.game;
