package io.copydesk.ingest.web;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server answered.
public sealed interface Answer {
    /// For how long the answer will not be another, by its `Cache-Control`; at most 10 minutes.
    Duration fresh();

    /// 304.
    record NotModified(Duration fresh) implements Answer {}

    /// 200.
    ///
    /// @param location where it was in the end, secrets as they are named in the source
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Page(byte[] bytes, @Nullable String contentType, URI location, @Nullable String etag,
            @Nullable String lastModified, Duration fresh) implements Answer {}
}
