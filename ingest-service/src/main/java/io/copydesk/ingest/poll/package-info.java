/// Polling: who owns a partition of the sources looks at them, tells what changed since the last look, and puts it on
/// the raw topic together with what must be remembered.
@NullMarked
package io.copydesk.ingest.poll;

import org.jspecify.annotations.NullMarked;
