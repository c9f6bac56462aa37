/// The OpenSearch store: entries by month and links as documents, written by bulk requests under external versions.
@NullMarked
package io.copydesk.sink.opensearch;

import org.jspecify.annotations.NullMarked;
