/// Fetches what sources publish, politely, and from public addresses only unless a source allows another network.
@NullMarked
package io.copydesk.ingest.web;

import org.jspecify.annotations.NullMarked;
