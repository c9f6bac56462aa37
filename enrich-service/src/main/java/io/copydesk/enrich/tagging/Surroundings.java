package io.copydesk.enrich.tagging;

import java.util.Set;

/// What stands around a name, and whether it makes the name part of somebody else's.
final class Surroundings {
    private static final Set<Character> SENTENCE_OPENERS = Set.of('"', '“', '”', '\'', '(', '[', '«', '„');
    private static final Set<Character> SENTENCE_ENDS = Set.of('.', '!', '?', ':', ';', '\n', '…', '-', '—', '|');
    /// Characters of the longest line that may be a title; a longer one is text, and is not read to its end for each name.
    private static final int LONGEST_TITLE = 300;

    private final Gazetteer gazetteer;

    Surroundings(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    /// Whether a word before the surname is the first name of somebody else: it has a capital, is no title, weekday or
    /// other lead-in, and nothing but a space parts them. At the beginning of a sentence, where every word has a capital,
    /// and in a title-case headline, only a first name that the gazetteer knows counts.
    boolean belongsToAnother(FoldedText text, int begin, Entity entity) {
        int wordEnd = begin - 1;
        if (wordEnd < 1 || text.characters()[wordEnd] != ' ') {
            return false;
        }
        int wordBegin = wordBegin(text, wordEnd);
        if (wordBegin == wordEnd || !text.isUpperCase(wordBegin)) {
            return false;
        }
        String word = text.substring(wordBegin, wordEnd);
        if (word.endsWith("'s") || gazetteer.leadIns().contains(word) || isOwnName(word, entity)) {
            return false;
        }
        return gazetteer.firstNames().contains(word) || (!beginsSentence(text, wordBegin) && !isTitleCase(text, begin));
    }

    /// Whether an ambiguous name is part of a longer name that nobody knows: 'Michael Jordan', 'Jordan Henderson'.
    boolean isPartOfLongerName(FoldedText text, int begin, int end, Entity entity) {
        if (isTitleCase(text, begin)) {
            return false;
        }
        return belongsToAnother(text, begin, entity) || isFollowedByCapital(text, end);
    }

    /// The folded word before a name, empty when punctuation or nothing stands there.
    static String wordBefore(FoldedText text, int begin) {
        int wordEnd = begin - 1;
        return wordEnd < 1 || text.characters()[wordEnd] != ' '
                ? ""
                : text.substring(wordBegin(text, wordEnd), wordEnd);
    }

    private static boolean isOwnName(String word, Entity entity) {
        return entity.foldedLabel().startsWith(word + " ");
    }

    private boolean isFollowedByCapital(FoldedText text, int end) {
        int next = end + 1;
        if (next >= text.length() || text.characters()[end] != ' ' || !text.isUpperCase(next)) {
            return false;
        }
        int stop = next;
        while (stop < text.length() && Character.isLetter(text.characters()[stop])) {
            stop++;
        }
        return !gazetteer.leadIns().contains(text.substring(next, stop));
    }

    private static int wordBegin(FoldedText text, int end) {
        int begin = end;
        while (begin > 0 && isNameLetter(text.characters()[begin - 1])) {
            begin--;
        }
        return begin;
    }

    private static boolean isNameLetter(char character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '\'';
    }

    private static boolean beginsSentence(FoldedText text, int begin) {
        int before = begin - 1;
        while (before >= 0
                && (text.characters()[before] == ' ' || SENTENCE_OPENERS.contains(text.characters()[before]))) {
            before--;
        }
        return before < 0 || SENTENCE_ENDS.contains(text.characters()[before]);
    }

    /// Whether most longer words of the line have a capital.
    private static boolean isTitleCase(FoldedText text, int at) {
        int capitals = 0;
        int words = 0;
        int lineBegin = at;
        while (lineBegin > 0 && text.characters()[lineBegin - 1] != '\n') {
            if (at - --lineBegin > LONGEST_TITLE) {
                return false;
            }
        }
        for (int index = lineBegin; index < text.length() && text.characters()[index] != '\n'; index++) {
            if (index - lineBegin > LONGEST_TITLE) {
                return false;
            }
            if (Character.isLetter(text.characters()[index]) && text.startsWord(index) && isLong(text, index)) {
                words++;
                capitals += text.isUpperCase(index) ? 1 : 0;
            }
        }
        return words > 2 && capitals * 4 >= words * 3;
    }

    private static boolean isLong(FoldedText text, int begin) {
        for (int index = begin; index < begin + 3; index++) {
            if (index >= text.length() || !Character.isLetter(text.characters()[index])) {
                return false;
            }
        }
        return true;
    }
}
