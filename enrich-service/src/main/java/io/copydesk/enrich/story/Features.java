package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Telling;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A telling as numbers: its words, numbers and entities by hash, each list sorted and without repeats. The arrays are
/// read only.
final class Features {
    static final byte WORD = 0;
    static final byte NUMBER = 1;
    static final byte PLACE = 2;
    static final byte COUNTRY = 3;
    /// A person, an organisation, an event or another entity.
    static final byte WHO = 4;
    /// A word with a capital of its own.
    static final byte NAME = 5;
    static final byte EVENT = 6;

    /// The bits of a hash that carry the kind.
    private static final int KIND = 7;
    private static final int IN_HEADLINE = KIND + 1;
    /// A text shorter than this is looked at together with its headline.
    private static final int SHORT_BODY = 12;
    /// With the letters that transliterations agree least on.
    private static final Pattern VOWELS = Pattern.compile("[aeiouyjhg]");
    private static final int FEWEST_CONSONANTS = 3;
    /// What the key of an entity begins with that no knowledge base has.
    private static final String UNLINKED = "name:";

    private final int[] terms;
    private final byte[] kinds;
    private final byte[] emphasis;
    private final int[] shingles;
    private final Statement statement;
    private final int[] places;
    private final int length;

    private Features(int[] terms, byte[] kinds, byte[] emphasis, Statement statement, int[] text) {
        this.terms = terms;
        this.kinds = kinds;
        this.emphasis = emphasis;
        this.shingles = shingles(text);
        this.statement = statement;
        this.places = only(terms, kinds, PLACE);
        this.length = text.length;
    }

    /// All words, numbers and entities of headline and body.
    int[] terms() {
        return terms;
    }

    /// Of each term: one of the constants.
    byte[] kinds() {
        return kinds;
    }

    /// Of each term: 3 when headline and body have it, 2 when the headline does or the body often, else 1.
    byte[] emphasis() {
        return emphasis;
    }

    /// Pairs of neighbours in the text, by which repeats are found.
    int[] shingles() {
        return shingles;
    }

    /// What the telling says, by which a repeat is told from news.
    Statement statement() {
        return statement;
    }

    /// Terms that are places, but no countries.
    int[] places() {
        return places;
    }

    /// Words of the text that the shingles are made of.
    int length() {
        return length;
    }

    static Features of(Telling telling) {
        var headline = split(telling.getHeadline());
        var body = split(telling.getBody());
        var said = new long[headline.length + body.length];
        var spelt = new int[said.length];
        int saids = 0;
        for (int at = 0; at < said.length; at++) {
            boolean inHeadline = at < headline.length;
            var word = inHeadline ? headline[at] : body[at - headline.length];
            int hash = hash(word);
            byte kind = kind(word);
            spelt[at] = kind == WORD || kind == NUMBER ? hash : spelt(word, kind, hash);
            if (word.charAt(0) != '~') {
                said[saids++] = ((long) hash << Integer.SIZE) | (inHeadline ? IN_HEADLINE : 0) | kind;
            }
        }
        int begin = body.length < SHORT_BODY ? 0 : headline.length;
        return merged(sorted(Arrays.copyOf(said, saids)), Statement.of(headline, body, spelt, begin),
                Arrays.copyOfRange(spelt, begin, spelt.length));
    }

    private static long[] sorted(long[] values) {
        Arrays.sort(values);
        return values;
    }

    /// @param said term, whether in the headline, and kind of each word; sorted, so that those of a term are neighbours
    private static Features merged(long[] said, Statement statement, int[] text) {
        var terms = new int[said.length];
        var kinds = new byte[said.length];
        var emphasis = new byte[said.length];
        int count = 0;
        for (int at = 0; at < said.length; count++) {
            int term = (int) (said[at] >> Integer.SIZE);
            boolean inHeadline = false;
            int inBody = 0;
            for (; at < said.length && (int) (said[at] >> Integer.SIZE) == term; at++) {
                boolean head = (said[at] & IN_HEADLINE) != 0;
                inHeadline |= head;
                inBody += head ? 0 : 1;
                // of a word with and without a capital, the name
                kinds[count] = (byte) Math.max(kinds[count], said[at] & KIND);
            }
            terms[count] = term;
            emphasis[count] = (byte) Math.min(3, (inHeadline ? 2 : 0) + inBody);
        }
        return new Features(Arrays.copyOf(terms, count), Arrays.copyOf(kinds, count), Arrays.copyOf(emphasis, count),
                statement, text);
    }

    static String[] split(String words) {
        return words.isEmpty() ? new String[0] : words.split(" ");
    }

    /// The same for a word with and without a capital: a headline may have one in every word.
    static int hash(String word) {
        int hash = 0x811C9DC5;
        for (int at = word.startsWith("^") ? 1 : 0; at < word.length(); at++) {
            hash = (hash ^ word.charAt(at)) * 0x01000193;
        }
        byte kind = kind(word);
        return (mixed(hash) & ~KIND) | (kind == NAME ? WORD : kind);
    }

    /// The kind that a term's hash tells: all but [#NAME].
    static byte kindOf(int term) {
        return (byte) (term & KIND);
    }

    static byte kind(String word) {
        return switch (word.charAt(0)) {
            case '#' -> NUMBER;
            case '^' -> NAME;
            case '@' -> switch (word.charAt(1)) {
                case 'l' -> PLACE;
                case 'c' -> COUNTRY;
                case 'e' -> EVENT;
                default -> WHO;
            };
            default -> WORD;
        };
    }

    private static int[] shingles(int[] words) {
        var found = new int[Math.max(0, words.length - 1)];
        for (int at = 0; at < found.length; at++) {
            found[at] = mixed(words[at] * 31 + words[at + 1]);
        }
        return set(found, found.length);
    }

    /// A hash by which spellings of one name agree, such as Saltivka and Saltovka: of its consonants alone.
    private static int spelt(String word, byte kind, int hash) {
        boolean isUnlinked = word.charAt(0) == '@' && word.startsWith(UNLINKED, 2);
        if (!isUnlinked && kind != NAME) {
            return hash;
        }
        var consonants = VOWELS.matcher(word.substring(isUnlinked ? 2 + UNLINKED.length() : 1)).replaceAll("");
        return consonants.length() < FEWEST_CONSONANTS
                ? hash
                : hash((isUnlinked ? word.substring(0, 2) : "^") + consonants);
    }

    private static int[] only(int[] terms, byte[] kinds, byte wanted) {
        var found = new int[terms.length];
        int count = 0;
        for (int at = 0; at < terms.length; at++) {
            if (kinds[at] == wanted) {
                found[count++] = terms[at];
            }
        }
        return set(found, count);
    }

    /// The first `count`, sorted and without repeats.
    static int[] set(int[] values, int count) {
        Arrays.sort(values, 0, count);
        int kept = 0;
        for (int at = 0; at < count; at++) {
            if (kept == 0 || values[at] != values[kept - 1]) {
                values[kept++] = values[at];
            }
        }
        return Arrays.copyOf(values, kept);
    }

    private static int mixed(int hash) {
        int mixed = hash ^ (hash >>> 16);
        mixed *= 0x85EBCA6B;
        return mixed ^ (mixed >>> 13);
    }
}
