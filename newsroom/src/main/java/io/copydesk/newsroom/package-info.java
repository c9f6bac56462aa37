/// A newsroom that does not exist: scripts of live blogs as data, and a server that tells them moment by moment, in the
/// formats and with the faults of real publishers. It knows nothing of who reads it.
@NullMarked
package io.copydesk.newsroom;

import org.jspecify.annotations.NullMarked;
