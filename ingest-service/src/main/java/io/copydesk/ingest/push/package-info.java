/// Push: updates that a newsroom sends by itself.
@NullMarked
package io.copydesk.ingest.push;

import org.jspecify.annotations.NullMarked;
