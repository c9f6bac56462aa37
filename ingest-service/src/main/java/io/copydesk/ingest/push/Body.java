package io.copydesk.ingest.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The body of a request, which may neither be too large nor come too slowly: a client that sends a byte now and then
/// would hold its connection for as long as it likes.
final class Body {
    private static final int CHUNK = 64 * 1024;

    private final InputStream content;
    private final LongSupplier nanoTime;
    private final long deadline;

    /// @param within all of it must have come; judged after each part
    Body(InputStream content, Duration within, LongSupplier nanoTime) {
        this.content = content;
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + within.toNanos();
    }

    /// All of it, or one byte more than the most.
    ///
    /// @throws RefusedException when it came too slowly
    byte[] atMost(int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        for (int read = 0; read >= 0 && bytes.size() <= most; read = content.read(chunk, 0,
                Math.min(CHUNK, most + 1 - bytes.size()))) {
            bytes.write(chunk, 0, read);
            if (isLate()) {
                throw new RefusedException(Refusal.TOO_SLOW, "The request did not come to its end in time");
            }
        }
        return bytes.toByteArray();
    }

    /// Reads and forgets it, up to so many bytes and no longer than it may take.
    void drop(long most) throws IOException {
        var chunk = new byte[CHUNK];
        long dropped = 0;
        for (int read = 0; read >= 0 && dropped < most && !isLate(); read = content.read(chunk)) {
            dropped += read;
        }
    }

    private boolean isLate() {
        return nanoTime.getAsLong() - deadline > 0;
    }
}
