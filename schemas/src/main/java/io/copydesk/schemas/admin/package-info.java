/// What an operator checks and applies: the declared topics against Kafka, the contracts against the schema registry.
/// Nothing here ever deletes anything.
@NullMarked
package io.copydesk.schemas.admin;

import org.jspecify.annotations.NullMarked;
