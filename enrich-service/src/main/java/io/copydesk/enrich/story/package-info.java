/// Which entries tell one story, and which repeat another: an engine without Kafka, whose index is a view of the
/// tellings that are kept.
@NullMarked
package io.copydesk.enrich.story;

import org.jspecify.annotations.NullMarked;
