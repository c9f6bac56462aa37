/// What the dashboard knows of the topics: recent entries, stories, trends, sources, and what happened last; all of it
/// bounded.
@NullMarked
package io.copydesk.dashboard.view;

import org.jspecify.annotations.NullMarked;
