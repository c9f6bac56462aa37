/// Names and topics of one entry. A gazetteer (data) says which names stand for which entity, topic rules (data) say which
/// words vote for which Media Topic; the code here only finds them, and notes for every tag where it stands and why.
@NullMarked
package io.copydesk.enrich.tagging;

import org.jspecify.annotations.NullMarked;
