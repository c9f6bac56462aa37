/// One Kafka Streams topology that turns observations into entries and changes: who it is, what changed, what it
/// names. The steps are pure functions in the packages below; state, time and failures are handled here.
@NullMarked
package io.copydesk.enrich;

import org.jspecify.annotations.NullMarked;
