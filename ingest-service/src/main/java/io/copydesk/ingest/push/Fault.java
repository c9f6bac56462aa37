package io.copydesk.ingest.push;

/// What is wrong with one field of one update.
///
/// @param index of the update within the request, from 0
/// @param field its name, with its place in an array as `authors[2]`; empty when the update as a whole is meant
/// @param problem for people
/// @param kind whether it is a matter of size alone
public record Fault(int index, String field, String problem, Kind kind) {

    /// Which answer it earns.
    public enum Kind {
        /// 400.
        INVALID,
        /// 413, when nothing else is wrong.
        TOO_LARGE
    }
}
