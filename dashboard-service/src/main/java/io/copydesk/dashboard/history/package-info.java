/// What is older than the memory of the dashboard: history and search in the database that the sink fills, by the views
/// of docs/stores.md alone.
@NullMarked
package io.copydesk.dashboard.history;

import org.jspecify.annotations.NullMarked;
