package io.copydesk.enrich.story;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.TextField;
import io.copydesk.enrich.state.Telling;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes an entry's text as the words that stories are made of: folded, stemmed, and with every name of a known entity replaced by its key, so that Kyiv is Kiev. The first character tells the others
/// from plain words: `~` before one that says nothing of an event and counts only for repeats, `@` and a letter for the type before an entity's key, `#` before a number, `^` before a word that
/// has a capital of its own (a name that nobody knows).
///
/// One for each thread: the stemmers keep the word they work on.
public final class Wording {
    /// More says nothing new of an entry; a live blog's has 15 to 150.
    static final int MOST_HEADLINE_WORDS = 50;
    static final int MOST_BODY_WORDS = 400;
    private static final int LONGEST_WORD = 40;

    private static final Pattern WORD = Pattern.compile(
            "[€£$]?\\d+(?:[.,:/\\-–]\\d+)*(?:bn|m|km|th|st|nd|rd|%)?|[\\p{L}\\p{M}]+(?:['’][\\p{L}]+)?");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern NO_NUMBER = Pattern.compile("[€£$%]|(?<=\\d)(?:th|st|nd|rd)$");

    private final CommonWords words = CommonWords.builtIn();
    private final Stems stems = new Stems();

    /// @param language of the entry's first revision
    public Telling telling(Entry entry, String language) {
        boolean live = entry.getStatus() == EntryStatus.LIVE;
        var capitals = new HashSet<String>();
        var body = live ? words(entry.getBody(), mentions(entry, TextField.BODY), language, capitals) : "";
        // a headline may have a capital in each word: only what the body has so too is a name
        var headline = live ? words(entry.getHeadline(), mentions(entry, TextField.HEADLINE), language, null) : "";
        return Telling.newBuilder().setEntry(entry.getId()).setBlog(entry.getBlog()).setSource(entry.getSource())
                .setLanguage(language).setLive(live).setVersion(entry.getVersion())
                .setOccurredAt(entry.getOccurredAt()).setObservedAt(entry.getObservedAt())
                .setHeadline(marked(headline, capitals, MOST_HEADLINE_WORDS))
                .setBody(marked(body, capitals, MOST_BODY_WORDS)).build();
    }

    private static List<EntityMention> mentions(Entry entry, TextField field) {
        return entry.getEntities().stream().filter(mention -> mention.getField() == field)
                .sorted(Comparator.comparing(EntityMention::getStart).thenComparing(EntityMention::getEnd)).toList();
    }

    private String words(String text, List<EntityMention> mentions, String language,
            @Nullable Set<String> capitals) {
        var found = new ArrayList<String>();
        int at = 0;
        for (var mention : mentions) {
            if (mention.getStart() >= at && mention.getEnd() <= text.length()) {
                read(text, at, mention.getStart(), language, capitals, found);
                if (!words.agencies().contains(folded(mention.getSurface()))) {
                    found.add(key(mention));
                }
                at = mention.getEnd();
            }
        }
        read(text, at, text.length(), language, capitals, found);
        return String.join(" ", found);
    }

    private void read(String text, int begin, int end, String language,
            @Nullable Set<String> capitals, List<String> found) {
        var matcher = WORD.matcher(text).region(begin, end);
        while (matcher.find() && found.size() < MOST_BODY_WORDS) {
            var word = folded(matcher.group());
            if (word.isEmpty() || word.length() > LONGEST_WORD) {
                continue;
            }
            if (words.numbers().containsKey(word)) {
                found.add("#" + words.numbers().get(word));
            } else if (Character.isLetter(word.charAt(0))) {
                if (words.agencies().contains(word)) {
                    continue;
                }
                if (words.dropped().contains(word)) {
                    found.add("~" + word);
                    continue;
                }
                var stem = stems.stem(language, word);
                found.add(stem);
                if (capitals != null && Character.isUpperCase(matcher.group().codePointAt(0))
                        && !beginsSentence(text, matcher.start())) {
                    capitals.add(stem);
                }
            } else {
                found.add("#" + number(word));
            }
        }
    }

    private static String number(String word) {
        return NO_NUMBER.matcher(THOUSANDS.matcher(word).replaceAll("")).replaceAll("").replace('–', '-');
    }

    private static String key(EntityMention mention) {
        return "@" + letter(mention.getType()) + mention.getEntity().replace(' ', '_');
    }

    private static char letter(EntityType type) {
        return switch (type) {
            case PERSON -> 'p';
            case PLACE -> 'l';
            case COUNTRY -> 'c';
            case ORGANISATION -> 'o';
            case EVENT -> 'e';
            case OTHER, UNKNOWN -> 'x';
        };
    }

    private static String folded(String word) {
        var plain = MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("")
                .toLowerCase(Locale.ROOT).replace('’', '\'');
        return plain.endsWith("'s") ? plain.substring(0, plain.length() - 2) : plain.replace("'", "");
    }

    private static boolean beginsSentence(String text, int begin) {
        int before = begin - 1;
        while (before >= 0 && !Character.isLetterOrDigit(text.charAt(before)) && ".!?:;\n\"“”'‘([".indexOf(
                text.charAt(before)) < 0) {
            before--;
        }
        return before < 0 || !Character.isLetterOrDigit(text.charAt(before));
    }

    private static String marked(String words, Set<String> capitals, int most) {
        return words.isEmpty()
                ? ""
                : Stream.of(Features.split(words)).limit(most)
                        .map(word -> capitals.contains(word) ? "^" + word : word).collect(Collectors.joining(" "));
    }
}
