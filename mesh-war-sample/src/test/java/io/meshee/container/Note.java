package io.meshee.container;

import jakarta.enterprise.context.RequestScoped;

/** One a request. */
@RequestScoped
public class Note {

    private String text;

    /** What was written in this request; {@code null} if nothing. */
    public String text() {
        return text;
    }

    /** Writes. */
    public void write(String newText) {
        text = newText;
    }
}
