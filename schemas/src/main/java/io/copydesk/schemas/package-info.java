/// The contracts in code: the declared topics, the Avro serde over the Confluent client, and the
/// shape of a dead letter.
@NullMarked
package io.copydesk.schemas;

import org.jspecify.annotations.NullMarked;
