package io.copydesk.ingest.page;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a page stands.
///
/// @param canonical its canonical URL, if it is known at all
/// @param base what its relative addresses are relative to
/// @param language as it claims, for postings that claim none
record Page(Optional<String> canonical, @Nullable URI base, String language) {}
