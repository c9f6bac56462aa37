/// Web pages: what they say of themselves in schema.org's vocabulary.
@NullMarked
package io.copydesk.ingest.page;

import org.jspecify.annotations.NullMarked;
