package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Telling;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private static final Pattern VOWELS = Pattern.compile("[aeiouyjh]");
    /// The caret among them.
    private static final int FEWEST_CONSONANTS = 4;

    private final int[] terms;
    private final byte[] kinds;
    private final byte[] emphasis;
    private final int[] shingles;
    private final int[] numbers;
    private final int[] names;
    private final int[] places;
    private final int length;

    private Features(int[] terms, byte[] kinds, byte[] emphasis, int[] names, String[] text) {
        this.terms = terms;
        this.kinds = kinds;
        this.emphasis = emphasis;
        this.shingles = shingles(text);
        this.numbers = only(terms, kinds, NUMBER);
        this.names = names;
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

    /// Terms that are numbers.
    int[] numbers() {
        return numbers;
    }

    /// Entities, and names that nobody knows whatever their spelling.
    int[] names() {
        return names;
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
        return new Features(terms, kinds, emphasis, names(joined(headline, body)), text);
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

    private static int[] names(String[] words) {
        var found = new TreeSet<Integer>();
        for (var word : words) {
            if (kind(word) != WORD && kind(word) != NUMBER) {
                found.add(spelt(word));
            }
        }
        return ints(found);
    }

    /// A hash by which spellings of one name agree, such as Saltivka and Saltovka: of its consonants alone.
    private static int spelt(String word) {
        if (kind(word) != NAME) {
            return hash(word);
        }
        var consonants = VOWELS.matcher(word).replaceAll("");
        return hash(consonants.length() >= FEWEST_CONSONANTS ? consonants : word);
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
