/// Committed records to stores: one consumer group and one loop for each store. Offsets are committed after the store;
/// a store that is away is waited for; a record that a store refuses is found, dead-lettered and passed.
@NullMarked
package io.copydesk.sink;

import org.jspecify.annotations.NullMarked;
