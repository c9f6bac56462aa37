/// The laptop run: Kafka, the schema registry, PostgreSQL and every service in one program, on one data folder.
@NullMarked
package io.copydesk.command.laptop;

import org.jspecify.annotations.NullMarked;
