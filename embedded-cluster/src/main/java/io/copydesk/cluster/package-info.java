/// Kafka, the schema registry and PostgreSQL on one machine without containers, for the laptop run and for tests. Each
/// part listens on loopback only, keeps its data in one directory and continues there when it is started again.
@NullMarked
package io.copydesk.cluster;

import org.jspecify.annotations.NullMarked;
