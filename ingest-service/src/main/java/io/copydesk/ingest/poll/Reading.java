package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.ingest.Look;
import java.time.Duration;
import java.util.function.Consumer;

/// What came of reading a source once.
sealed interface Reading {

    /// Nothing that was not read before: not modified, or no further saved look.
    ///
    /// @param healthy whether that proves that the source can be read: a saved look that could not stays where it is
    /// @param fresh for how long that will not change, by what the server says
    record Nothing(boolean healthy, Duration fresh) implements Reading {}

    /// A look, and how far the source is read with it.
    ///
    /// @param progress sets the validators or the place in the source's state
    /// @param more whether another look waits to be read
    /// @param fresh for how long it will not be another, by what the server says
    record Shown(Look look, Consumer<IngestState.Builder> progress, boolean more, Duration fresh) implements Reading {}
}
