/// The page, and the API that it uses: REST and server-sent events.
@NullMarked
package io.copydesk.dashboard.web;

import org.jspecify.annotations.NullMarked;
