package io.copydesk.newsroom;

/// What a reader of the blog must be told.
///
/// @param text after the change; empty once the entry is retracted
public record Change(String entry, Kind kind, Text text) {
    public enum Kind {
        NEW, CORRECTED, MINOR_EDIT, RETRACTED, RESTORED
    }
}
