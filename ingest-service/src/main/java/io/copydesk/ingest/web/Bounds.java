package io.copydesk.ingest.web;

import io.copydesk.ingest.Limits;
import java.time.Duration;

/// How much a fetch may take.
///
/// @param silence to connect, and between two bytes
/// @param whole for all of it, redirects too: a server may not keep us by sending a byte now and then
/// @param bytes of an answer after decompression
record Bounds(Duration silence, Duration whole, int bytes) {
    static final Bounds OF_PAGES = new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(30), Limits.DOCUMENT_BYTES);
}
