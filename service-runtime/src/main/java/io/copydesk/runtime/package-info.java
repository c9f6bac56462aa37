/// How every service is configured, started, watched and stopped.
@NullMarked
package io.copydesk.runtime;

import org.jspecify.annotations.NullMarked;
