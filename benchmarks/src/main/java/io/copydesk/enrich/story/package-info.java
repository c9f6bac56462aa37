/// Benchmarks of the stories' parts.
@NullMarked
package io.copydesk.enrich.story;

import org.jspecify.annotations.NullMarked;
