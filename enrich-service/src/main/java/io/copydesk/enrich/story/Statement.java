package io.copydesk.enrich.story;

import java.util.Arrays;

/// What a telling says: hashes of its words and facts by their spelling, sorted and without repeats.
///
/// @param content the words of the text that say something, whatever their order
/// @param facts what the text names and counts: entities, numbers, and names that nobody knows
/// @param known the same of headline and text
/// @param organisations those of the facts that are organisations
/// @param measures the numbers among them that have a unit
@SuppressWarnings("ArrayRecordComponent") // hashes in bulk, read only; never compared as a whole
record Statement(int[] content, int[] facts, int[] known, int[] organisations, Measures measures) {

    /// @param spelt a hash of each word of headline and body
    /// @param begin where among them the text begins
    static Statement of(String[] headline, String[] body, int[] spelt, int begin) {
        var content = new int[spelt.length];
        var facts = new int[spelt.length];
        var known = new int[spelt.length];
        var organisations = new int[spelt.length];
        int contents = 0;
        int factual = 0;
        int knowns = 0;
        int bodies = 0;
        for (int at = 0; at < spelt.length; at++) {
            var word = at < headline.length ? headline[at] : body[at - headline.length];
            if (word.charAt(0) == '~') {
                continue;
            }
            boolean isFact = Features.kind(word) != Features.WORD;
            if (isFact) {
                known[knowns++] = spelt[at];
            }
            if (at >= begin) {
                content[contents++] = spelt[at];
                if (isFact) {
                    facts[factual++] = spelt[at];
                }
                if (word.startsWith("@o")) {
                    organisations[bodies++] = spelt[at];
                }
            }
        }
        return new Statement(Features.set(content, contents), Features.set(facts, factual),
                Features.set(known, knowns), Features.set(organisations, bodies),
                Measures.of(begin == 0 ? joined(headline, body) : body));
    }

    private static String[] joined(String[] headline, String[] body) {
        var all = Arrays.copyOf(headline, headline.length + body.length);
        System.arraycopy(body, 0, all, headline.length, body.length);
        return all;
    }
}
