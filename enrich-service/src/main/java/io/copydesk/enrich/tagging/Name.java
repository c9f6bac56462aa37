package io.copydesk.enrich.tagging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to write an entity's name, and where it needs capitals.
final class Name {
    enum Kind {
        /// Stands for its entity wherever it occurs.
        FULL,
        /// A person's name of one word, which may be somebody else's surname.
        SHORT,
        /// An adjective or noun for its people.
        DEMONYM,
        /// Stands for its entity where the entry speaks of it otherwise.
        AMBIGUOUS,
        /// Hides the names in it, as 'Washington Monument' does.
        HIDDEN
    }

    private static final int LONGEST_ACRONYM = 6;
    /// 'US', 'WHO' and 'UN' are words too, and in a line of capitals cannot be told from them.
    private static final int LONGEST_ACRONYM_LIKE_A_WORD = 3;
    private static final int MOST_WORDS = 64;

    private final @Nullable Entity entity;
    private final String written;
    private final Kind kind;
    private final String key;
    private final int words;
    private final boolean acronym;
    /// A bit for each word that needs a capital.
    private final long capitals;
    /// Folded characters after the last word, such as the last dot of 'U.S.'.
    private final String tail;
    private final List<String> shortNames;

    Name(@Nullable Entity entity, String written, Kind kind) {
        this.entity = entity;
        this.written = written;
        this.kind = kind;
        Words read = Words.of(FoldedText.of(written.strip()), Lexicon.EMPTY);
        key = read.text().asString();
        words = read.count();
        acronym = written.length() <= LONGEST_ACRONYM && written.chars().noneMatch(Character::isLowerCase)
                && written.chars().filter(Character::isUpperCase).count() > 1;
        long bits = 0;
        for (int word = 0; word < Math.min(words, MOST_WORDS); word++) {
            bits |= read.isCapital(word) ? 1L << word : 0;
        }
        capitals = bits;
        shortNames = entity != null && entity.isPerson() && kind != Kind.SHORT
                ? List.copyOf(NamesOf.introduced(written, ""))
                : List.of();
        tail = words == 0 ? "" : key.substring(read.end(words - 1));
    }

    /// Absent for a hidden phrase.
    @Nullable Entity entity() {
        return entity;
    }

    String written() {
        return written;
    }

    Kind kind() {
        return kind;
    }

    /// The folded form.
    String key() {
        return key;
    }

    /// The entity's key, empty for a hidden phrase.
    String entityKey() {
        return entity == null ? "" : entity.key();
    }

    /// What a person is called by after this name: a surname, 'sir' and the first name.
    List<String> shortNames() {
        return shortNames;
    }

    int tail() {
        return tail.length();
    }

    /// Whether the text writes these words as a name: an acronym with all its capitals, anything else with capitals
    /// where the gazetteer has them at the beginning of a word. A text in capitals passes, save for short acronyms.
    boolean isWrittenIn(Words text, int first) {
        for (int word = 0; word < words; word++) {
            boolean needed = word < MOST_WORDS && (capitals & 1L << word) != 0;
            if (needed && !(acronym ? text.isAllCapitals(first + word) : text.isCapital(first + word))) {
                return false;
            }
        }
        if (!tail.isEmpty() && !hasTail(text, text.end(first + words - 1))) {
            return false;
        }
        return !acronym || written.length() > LONGEST_ACRONYM_LIKE_A_WORD || !text.isShouted(first);
    }

    /// Whether a capital for each word makes it this name.
    boolean needsOnlyCapitals() {
        return !acronym && tail.isEmpty() && words < MOST_WORDS && Long.bitCount(capitals) == words;
    }

    private boolean hasTail(Words text, int at) {
        char[] characters = text.text().characters();
        for (int index = 0; index < tail.length(); index++) {
            if (at + index >= characters.length || characters[at + index] != tail.charAt(index)) {
                return false;
            }
        }
        return text.text().endsWord(at + tail.length());
    }

    @Override
    public String toString() {
        return kind + " '" + written + "'" + (entity == null ? "" : " of " + entity.label());
    }
}
