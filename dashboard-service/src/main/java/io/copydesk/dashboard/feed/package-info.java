/// From Kafka to the view, like any downstream reader: no group, no offsets of ours in the cluster.
@NullMarked
package io.copydesk.dashboard.feed;

import org.jspecify.annotations.NullMarked;
