package io.copydesk.newsroom;

import java.time.Instant;

/// An entry as its blog has it now.
///
/// @param number counted from the first entry that the blog published, from 1
/// @param first what it said when it was published
record Post(String key, int number, String author, Text first, Text text, String permalink, Instant published,
        Instant modified, boolean pinned, boolean keyEvent, boolean repeated, boolean retracted) {

    static Post published(String key, int number, String author, Text text, Instant at) {
        return new Post(key, number, author, text, text, key, at, at, false, false, false, false);
    }

    boolean edited() {
        return !text.equals(first);
    }

    Post edited(Text words, Instant at) {
        return new Post(key, number, author, first, words, permalink, published, at, pinned, keyEvent, repeated,
                retracted);
    }

    Post touched(Instant at) {
        return edited(text, at);
    }

    Post moved(String address) {
        return new Post(key, number, author, first, text, address, published, modified, pinned, keyEvent, repeated,
                retracted);
    }

    Post shownTwice() {
        return new Post(key, number, author, first, text, permalink, published, modified, pinned, keyEvent, true,
                retracted);
    }

    Post marked(boolean nowPinned, boolean nowKeyEvent, Instant at) {
        return new Post(key, number, author, first, text, permalink, published, at, nowPinned, nowKeyEvent, repeated,
                retracted);
    }

    Post retracted(boolean nowRetracted, Instant at) {
        return new Post(key, number, author, first, text, permalink, published, at, pinned, keyEvent, repeated,
                nowRetracted);
    }
}
