package io.copydesk.ingest.poll;

import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Reads one source, look by look.
interface Reader {
    /// @param look the number that this look would have
    /// @throws UnreadableException when what was read holds nothing
    /// @throws IOException when nothing could be read
    Reading read(SourceMemory memory, long look, Instant now) throws IOException, UnreadableException;

    /// Takes its turn where others read from the same place.
    ///
    /// @return how long to wait for it before reading
    default Duration turn() {
        return Duration.ZERO;
    }

    /// Whether the reader remembers that something is left, after it threw too.
    boolean more();
}
