/// What an observation says of who its entry is, and the names under which entries keep it as their aliases.
@NullMarked
package io.copydesk.schemas.identity;

import org.jspecify.annotations.NullMarked;
