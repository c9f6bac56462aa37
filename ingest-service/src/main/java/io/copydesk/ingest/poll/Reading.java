package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.ingest.Look;
import java.util.function.Consumer;

/// What came of reading a source once.
sealed interface Reading {

    /// Nothing that was not read before: not modified, or no further saved look.
    ///
    /// @param healthy whether that proves that the source can be read: a saved look that could not stays where it is
    record Nothing(boolean healthy) implements Reading {}

    /// A look, and how far the source is read with it.
    ///
    /// @param progress sets the validators or the place in the source's state
    /// @param more whether another look waits to be read
    record Shown(Look look, Consumer<IngestState.Builder> progress, boolean more) implements Reading {}
}
