package io.meshee.sample.chat;

import java.io.Serializable;

/** What someone says in a room. */
public record ChatPost(String author, String text) implements Serializable {}
