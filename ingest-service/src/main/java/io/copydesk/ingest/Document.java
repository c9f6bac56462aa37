package io.copydesk.ingest;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The bytes of one look at a source, as they came.
///
/// @param name what to call it in messages: the file's name or the address
/// @param bytes as received, in the encoding that they declare
/// @param contentType of the response, null for a file
/// @param url where it was read, null when that is not known
/// @param look the number of this look, rising per source
/// @param observedAt when it was taken, UTC
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of 10 MiB for each look would be waste
public record Document(String name, byte[] bytes, @Nullable String contentType, @Nullable URI url, long look,
        Instant observedAt) {}
