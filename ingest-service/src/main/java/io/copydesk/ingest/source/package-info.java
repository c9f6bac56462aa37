/// The operator's sources: a YAML file, and the topic that holds them for the pollers.
@NullMarked
package io.copydesk.ingest.source;

import org.jspecify.annotations.NullMarked;
