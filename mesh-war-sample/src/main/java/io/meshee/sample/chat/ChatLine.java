package io.meshee.sample.chat;

import java.io.Serializable;
import java.time.Instant;

/**
 * One line of a room's history.
 *
 * @param number counts the lines of this activation, from 1
 * @param at when the room took it in, by the clock of the room's node
 */
public record ChatLine(long number, Instant at, String author, String text) implements Serializable {}
