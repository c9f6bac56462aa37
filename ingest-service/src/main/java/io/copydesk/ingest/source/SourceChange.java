package io.copydesk.ingest.source;

/// One difference between a sources file and the topic.
///
/// @param kind what `apply` does about it
public record SourceChange(Kind kind, String source) {

    /// How the topic comes to hold what the file says.
    public enum Kind {
        /// Only the file has it.
        ADD,
        /// Both have it, and they differ.
        REPLACE,
        /// Only the topic has it.
        REMOVE
    }
}
