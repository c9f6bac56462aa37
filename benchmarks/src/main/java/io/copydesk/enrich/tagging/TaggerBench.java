package io.copydesk.enrich.tagging;

import io.copydesk.benchmarks.Race;
import io.copydesk.benchmarks.Race.Work;
import io.copydesk.contracts.EntityType;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.ahocorasick.trie.Emit;
import org.ahocorasick.trie.Trie;

/// How fast one core tags, with 50,000 names of which most are made of syllables, and how fast it finds them, against a
/// library that looks for the same names. In the tagger's own package, since its parts are measured too.
public final class TaggerBench {
    private static final int NAMES = 50_000;
    private static final int ENTRIES = 2_000;
    private static final int TIMES = 3;
    private static final List<String> SYLLABLES = List.of("ka", "ro", "len", "dis", "mar", "to", "ve", "shi", "bu",
            "nor",
            "wick", "ham", "sto", "li", "ger", "an", "pol", "tra", "su", "fen", "mo", "zhe", "ri", "dal", "gu", "hol",
            "bre",
            "ost", "ya", "cor");
    private static final List<String> SENTENCES = List.of(
            "%s told reporters on Tuesday that the talks with %s would go on for at least another week, if not longer.",
            "The storm has cut power to more than 40,000 homes in %s, and crews from %s are on their way to help them.",
            "Shares of %s fell by 4.2%% after the verdict, while the court in %s set a date for the next hearing in the case.",
            "\"We have to wait for the count,\" said a spokeswoman for %s, who had come with a delegation from %s.",
            "According to the ministry, nobody was hurt; a drone fell near %s shortly after midnight, and %s denied it.",
            "There was little to see in the second half until the substitute scored from the edge of the box for %s.",
            "It is the third time this year that the budget has been put off, and prices are rising faster than wages.",
            "People who live close to the river have been asked to leave their houses and to take only what they need.");

    private final Random random = new Random(4);
    private final List<Entity> entities = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private long bytes;
    /// So that no work is left out as useless.
    private long sum;

    private TaggerBench() {
        Set<String> taken = new LinkedHashSet<>();
        Gazetteer builtIn = BuiltIn.gazetteer();
        builtIn.names().forEach((key, names) -> {
            taken.add(key);
            names.forEach(name -> written.add(name.written()));
        });
        entities.addAll(builtIn.entities());
        while (taken.size() < NAMES) {
            String name = random.nextBoolean() ? word() : word() + " " + word();
            if (taken.add(name.toLowerCase(Locale.ROOT))) {
                written.add(name);
                entities.add(new Entity(null, false, EntityType.PLACE, name, List.of(), List.of(), List.of(), List.of(),
                        null, "made", "", ""));
            }
        }
        Collections.shuffle(written, random);
        for (int entry = 0; entry < ENTRIES; entry++) {
            texts.add(text());
            bytes += texts.getLast().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private String word() {
        var word = new StringBuilder();
        for (int syllable = 2 + random.nextInt(3); syllable > 0; syllable--) {
            word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String text() {
        var text = new StringBuilder();
        int length = 500 + random.nextInt(1_000);
        while (text.length() < length) {
            String sentence = SENTENCES.get(random.nextInt(SENTENCES.size()));
            text.append(String.format(Locale.ROOT, sentence, name(), name()))
                    .append(random.nextInt(4) == 0 ? "\n\n" : " ");
        }
        return text.toString();
    }

    private String name() {
        // the news names few things often and many once
        double rank = Math.exp(random.nextDouble() * Math.log(written.size()));
        return written.get((int) rank - 1);
    }

    public static void run(PrintWriter out) {
        new TaggerBench().race(out);
    }

    private void race(PrintWriter out) {
        Gazetteer gazetteer = Gazetteer.of("speed", entities, List.of(), Set.of());
        var finder = new NameFinder(gazetteer, BuiltIn.words());
        var mentions = new MentionSpotter(gazetteer, finder.contexts());
        var tagger = new Tagger(gazetteer, BuiltIn.words(), BuiltIn.topicRules(), BuiltIn.languages());
        Trie ahocorasick = Trie.builder().onlyWholeWords().addKeywords(gazetteer.names().keySet()).build();
        out.printf(Locale.ROOT, "%,d names, %,d entries, %,d bytes of UTF-8%n", gazetteer.names().size(), texts.size(),
                bytes);
        new Race("MB").lane("org.ahocorasick finds all names", () -> timed(text -> ahocorasick(ahocorasick, text)))
                .lane("ours finds all names", () -> timed(text -> finder.occurrences(FoldedText.of(text))))
                .lane("ours: entities", () -> timed(text -> entities(finder, mentions, text)))
                .lane("ours: entities and topics", () -> timed(
                        text -> tagger.tag("", text, Optional.of("en"), NameMemory.EMPTY).entities().size()))
                .run().report(out);
        out.printf(Locale.ROOT, "names found in all rounds: %,d; in one:%n", sum);
        out.printf(Locale.ROOT, "names found: ahocorasick %,d, ours %,d%n",
                total(text -> ahocorasick(ahocorasick, text)), total(text -> finder.occurrences(FoldedText.of(text))));
    }

    /// In time of the thread, not of the wall: what one core does, whoever else uses it. Several times over all texts, so
    /// that the clock's grain does not show.
    private Work timed(ToLongFunction<String> work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int time = 0; time < TIMES; time++) {
            sum += total(work);
        }
        return new Work(bytes * TIMES / 1e6, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    private long total(ToLongFunction<String> work) {
        return texts.stream().mapToLong(work).sum();
    }

    private static long ahocorasick(Trie trie, String text) {
        long hits = 0;
        for (Emit emit : trie.parseText(FoldedText.of(text).asString())) {
            hits += emit.getKeyword().isEmpty() ? 0 : 1;
        }
        return hits;
    }

    private static long entities(NameFinder finder, MentionSpotter mentions, String text) {
        return mentions.spot(finder.read(EntryText.of("", text), NameMemory.EMPTY)).get(1).size();
    }
}
