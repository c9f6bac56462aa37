/// What the interfaces of publishing systems answer: the Guardian Content API, WordPress's Liveblog plugin, Superdesk
/// Live Blog.
@NullMarked
package io.copydesk.ingest.cms;

import org.jspecify.annotations.NullMarked;
