/// Which entry an observation is of: the ladder of evidence.
@NullMarked
package io.copydesk.enrich.identity;

import org.jspecify.annotations.NullMarked;
