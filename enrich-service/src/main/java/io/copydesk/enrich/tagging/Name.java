package io.copydesk.enrich.tagging;

import java.util.stream.IntStream;
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

    private final @Nullable Entity entity;
    private final String written;
    private final Kind kind;
    private final FoldedText folded;
    private final boolean acronym;
    private final int[] capitals;

    Name(@Nullable Entity entity, String written, Kind kind) {
        this.entity = entity;
        this.written = written;
        this.kind = kind;
        this.folded = FoldedText.of(written);
        this.acronym = written.length() <= LONGEST_ACRONYM && written.chars().noneMatch(Character::isLowerCase)
            && written.chars().filter(Character::isUpperCase).count() > 1;
        this.capitals = IntStream.range(0, folded.length())
            .filter(index -> folded.isUpperCase(index) && (acronym || folded.startsWord(index)))
            .toArray();
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

    /// The folded form, under which the automaton finds it.
    String key() {
        return folded.asString();
    }

    /// Whether the text writes these letters as a name: an acronym with all its capitals, anything else with capitals
    /// where the gazetteer has them at the beginning of a word. A text in capitals passes, save for short acronyms.
    boolean isWrittenIn(FoldedText text, int begin) {
        for (int capital : capitals) {
            if (!text.isUpperCase(begin + capital)) {
                return false;
            }
        }
        return !acronym || written.length() > LONGEST_ACRONYM_LIKE_A_WORD || !isShouted(text, begin);
    }

    /// Whether the line around the acronym has capital letters only, and others than its own.
    private boolean isShouted(FoldedText text, int begin) {
        String original = text.original();
        int start = text.start(begin);
        int end = text.end(begin + folded.length());
        int stop = original.indexOf('\n', end) < 0 ? original.length() : original.indexOf('\n', end);
        int others = 0;
        for (int index = original.lastIndexOf('\n', start) + 1; index < stop; index++) {
            if (Character.isLowerCase(original.charAt(index))) {
                return false;
            }
            others += (index < start || index >= end) && Character.isUpperCase(original.charAt(index)) ? 1 : 0;
        }
        return others > 0;
    }

    @Override
    public String toString() {
        return kind + " '" + written + "'" + (entity == null ? "" : " of " + entity.label());
    }
}
