/// Speeds as ratios: ours against a peer that does the same or less, and against a limit, in one run on one machine.
@NullMarked
package io.copydesk.benchmarks;

import org.jspecify.annotations.NullMarked;
