/// What publishers write, brought into one form: text, times and addresses.
@NullMarked
package io.copydesk.ingest.text;

import org.jspecify.annotations.NullMarked;
