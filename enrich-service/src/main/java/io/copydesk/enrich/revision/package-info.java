/// What an observation changes of its entry, and by how much.
@NullMarked
package io.copydesk.enrich.revision;

import org.jspecify.annotations.NullMarked;
