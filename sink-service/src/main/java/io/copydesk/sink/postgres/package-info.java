/// The PostgreSQL store: tables declared as columns, written by one guarded upsert a table and batch.
@NullMarked
package io.copydesk.sink.postgres;

import org.jspecify.annotations.NullMarked;
