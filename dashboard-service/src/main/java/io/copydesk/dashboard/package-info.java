/// What is happening now, on one page: REST and server-sent events over the topics.
@NullMarked
package io.copydesk.dashboard;

import org.jspecify.annotations.NullMarked;
