package io.copydesk.ingest.web;

import java.util.Locale;

/// What a fetch may not do or exceed, as `copydesk.ingest.rejected{reason}` names it.
public enum Limit {
    /// The address is not public, and the source does not allow its network.
    ADDRESS_REFUSED,
    /// Neither http nor https.
    SCHEME_REFUSED,
    /// More than 5.
    TOO_MANY_REDIRECTS,
    /// More than 10 MiB after decompression.
    PAGE_TOO_LARGE,
    /// 10 s without a byte or a connection, or 30 s in all.
    TOO_SLOW,
    /// The host's robots.txt forbids it, or cannot be read.
    ROBOTS;

    /// As a metric's tag.
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
