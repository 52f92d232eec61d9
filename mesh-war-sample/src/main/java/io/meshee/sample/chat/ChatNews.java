package io.meshee.sample.chat;

import java.io.Serializable;

/** A line that was said in some room, for every node that serves chat. */
public record ChatNews(String room, String author, String text) implements Serializable {}
