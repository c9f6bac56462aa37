/// Saved pages: the text of a news page as a reader's browser saved it. The publisher's layout is recognised by its
/// markers and read by that publisher's rules. Pages that lost their entry borders in saving are grouped by cohesion.
@NullMarked
package io.copydesk.ingest.capture;

import org.jspecify.annotations.NullMarked;
