/// Feeds: RSS of every version, Atom and JSON Feed, well-formed or not.
@NullMarked
package io.copydesk.ingest.feed;

import org.jspecify.annotations.NullMarked;
