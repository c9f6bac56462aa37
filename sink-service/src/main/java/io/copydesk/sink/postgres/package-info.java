/// The PostgreSQL store: tables declared as columns, written by COPY and guarded statements, one transaction a batch.
@NullMarked
package io.copydesk.sink.postgres;

import org.jspecify.annotations.NullMarked;
