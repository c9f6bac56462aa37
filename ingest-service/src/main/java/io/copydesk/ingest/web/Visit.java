package io.copydesk.ingest.web;

import io.copydesk.contracts.SourceDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be fetched.
///
/// @param url as the source has it: `${name}` stands for a secret
/// @param allowed networks that are not public and yet may be connected to
/// @param etag of the last answer, null to have the page in any case
/// @param lastModified of the last answer, likewise
public record Visit(String url, List<String> allowed, @Nullable String etag, @Nullable String lastModified) {
    public Visit {
        allowed = List.copyOf(allowed);
    }

    /// The source's address, in any case.
    public static Visit to(SourceDefinition source) {
        return new Visit(source.getUrl().orElse(""), source.getAllowNetworks(), null, null);
    }

    /// Only if it is another than the last one.
    public Visit unless(@Nullable String knownEtag, @Nullable String knownLastModified) {
        return new Visit(url, allowed, knownEtag, knownLastModified);
    }

    boolean isConditional() {
        return etag != null || lastModified != null;
    }
}
