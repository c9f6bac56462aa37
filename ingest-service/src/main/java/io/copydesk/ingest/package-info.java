/// Sources to observations. A parser turns the bytes of one look into observations without touching the network;
/// everything that polls, remembers and publishes stands around it.
@NullMarked
package io.copydesk.ingest;

import org.jspecify.annotations.NullMarked;
