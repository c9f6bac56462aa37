package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Telling;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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
    private final int[] content;
    private final int[] facts;
    private final int[] known;
    private final int[] organisations;
    private final Measures measures;
    private final int[] places;
    private final int length;

    private Features(int[] terms, byte[] kinds, byte[] emphasis, String[] all, String[] text) {
        this.terms = terms;
        this.kinds = kinds;
        this.emphasis = emphasis;
        this.shingles = shingles(text);
        this.content = spelt(text, word -> word.charAt(0) != '~');
        this.facts = spelt(text, Features::isFact);
        this.known = spelt(all, Features::isFact);
        this.organisations = spelt(text, word -> word.startsWith("@o"));
        this.measures = Measures.of(text);
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

    /// The words of the text that say something, whatever their order and their spelling.
    int[] content() {
        return content;
    }

    /// What the text names and counts: entities, numbers, and names that nobody knows, whatever their spelling.
    int[] facts() {
        return facts;
    }

    /// The same of headline and body.
    int[] known() {
        return known;
    }

    /// Those of the facts that are organisations.
    int[] organisations() {
        return organisations;
    }

    /// The numbers among them that have a unit.
    Measures measures() {
        return measures;
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
        var kindByTerm = new TreeMap<Integer, Byte>();
        var emphasisByTerm = new TreeMap<Integer, Byte>();
        for (var word : said(headline)) {
            kindByTerm.merge(hash(word), kind(word), (known, next) -> known == WORD ? next : known);
            emphasisByTerm.put(hash(word), (byte) 2);
        }
        for (var word : said(body)) {
            kindByTerm.merge(hash(word), kind(word), (known, next) -> known == WORD ? next : known);
            emphasisByTerm.merge(hash(word), (byte) 1, (known, next) -> (byte) Math.min(3, known + 1));
        }
        var terms = new int[kindByTerm.size()];
        var kinds = new byte[terms.length];
        var emphasis = new byte[terms.length];
        int at = 0;
        for (var term : kindByTerm.entrySet()) {
            terms[at] = term.getKey();
            kinds[at] = term.getValue();
            emphasis[at++] = emphasisByTerm.getOrDefault(term.getKey(), (byte) 1);
        }
        var text = body.length < SHORT_BODY ? joined(headline, body) : body;
        return new Features(terms, kinds, emphasis, joined(headline, body), text);
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
        return (mixed(hash) & ~KIND) | (kind(word) & (kind(word) == NAME ? WORD : KIND));
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

    private static int[] shingles(String[] words) {
        var found = new TreeSet<Integer>();
        for (int at = 0; at + 1 < words.length; at++) {
            found.add(mixed(spelt(words[at]) * 31 + spelt(words[at + 1])));
        }
        return ints(found);
    }

    private static List<String> said(String[] words) {
        return Arrays.stream(words).filter(word -> word.charAt(0) != '~').toList();
    }

    private static boolean isFact(String word) {
        return word.charAt(0) != '~' && kind(word) != WORD;
    }

    private static int[] spelt(String[] words, Predicate<String> wanted) {
        var found = new TreeSet<Integer>();
        for (var word : words) {
            if (wanted.test(word)) {
                found.add(spelt(word));
            }
        }
        return ints(found);
    }

    /// A hash by which spellings of one name agree, such as Saltivka and Saltovka: of its consonants alone.
    private static int spelt(String word) {
        boolean isUnlinked = word.startsWith(UNLINKED, 2) && word.charAt(0) == '@';
        if (!isUnlinked && kind(word) != NAME) {
            return hash(word);
        }
        var consonants = VOWELS.matcher(word.substring(isUnlinked ? 2 + UNLINKED.length() : 1)).replaceAll("");
        if (consonants.length() < FEWEST_CONSONANTS) {
            return hash(word);
        }
        return hash((isUnlinked ? word.substring(0, 2) : "^") + consonants);
    }

    private static int[] only(int[] terms, byte[] kinds, byte... wanted) {
        var found = new TreeSet<Integer>();
        for (int at = 0; at < terms.length; at++) {
            for (byte kind : wanted) {
                if (kinds[at] == kind) {
                    found.add(terms[at]);
                }
            }
        }
        return ints(found);
    }

    private static int[] ints(Set<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String[] joined(String[] first, String[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static int mixed(int hash) {
        int mixed = hash ^ (hash >>> 16);
        mixed *= 0x85EBCA6B;
        return mixed ^ (mixed >>> 13);
    }
}
