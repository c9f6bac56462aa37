package io.copydesk.ingest;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a page stands.
///
/// @param canonical its canonical URL, if it is known at all
/// @param base what its relative addresses are relative to, null when that is not known
/// @param language as it claims, for entries that claim none; may be empty
public record Page(Optional<String> canonical, @Nullable URI base, String language) {}
