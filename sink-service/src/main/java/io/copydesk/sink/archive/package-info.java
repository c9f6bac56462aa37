/// What was observed and what changed, for good: compressed Avro files by day in a folder, from which everything can be
/// built again.
@NullMarked
package io.copydesk.sink.archive;

import org.jspecify.annotations.NullMarked;
