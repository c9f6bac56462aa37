/// Benchmarks of the tagger's parts.
@NullMarked
package io.copydesk.enrich.tagging;

import org.jspecify.annotations.NullMarked;
