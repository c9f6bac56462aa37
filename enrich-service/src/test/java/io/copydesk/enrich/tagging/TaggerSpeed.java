package io.copydesk.enrich.tagging;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.copydesk.contracts.EntityType;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.ahocorasick.trie.Emit;
import org.ahocorasick.trie.Trie;

/// How fast one core tags, with 50,000 names of which most are made of syllables, against what libraries need to find the
/// same names. Interleaved rounds, the median of each; the same text for the same seed.
public final class TaggerSpeed {
    private static final int NAMES = 50_000;
    private static final int ENTRIES = 2_000;
    private static final int WARM_UP = 6;
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
    private long characters;
    private long sink;

    private TaggerSpeed() {
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
            characters += texts.getLast().getBytes(StandardCharsets.UTF_8).length;
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

    /// @param arguments rounds, 7 if none are given
    public static void main(String[] arguments) {
        new TaggerSpeed().run(arguments.length == 0 ? 7 : Integer.parseInt(arguments[0]), System.out);
    }

    private void run(int rounds, PrintStream out) {
        Gazetteer gazetteer = Gazetteer.of("speed", entities, List.of(), Set.of());
        var finder = new NameFinder(gazetteer, BuiltIn.words());
        var mentions = new MentionSpotter(gazetteer, finder.contexts());
        var tagger = new Tagger(gazetteer, BuiltIn.words(), BuiltIn.topicRules(), BuiltIn.languages());
        Set<String> keys = gazetteer.names().keySet();
        Trie ahocorasick = Trie.builder().onlyWholeWords().addKeywords(keys).build();
        var doubleArray = new AhoCorasickDoubleArrayTrie<String>();
        var map = new TreeMap<String, String>();
        keys.forEach(key -> map.put(key, key));
        doubleArray.build(map);
        List<String> names = List.of("find: ours", "find: ahocorasick", "find: hankcs", "entities", "tag");
        List<LongSupplier> runs = List.of(() -> ours(finder), () -> ahocorasick(ahocorasick), () -> hankcs(doubleArray),
                () -> entities(finder, mentions), () -> tag(tagger));
        // time of the thread, not of the wall: what one core does, whoever else uses it
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[][] speeds = new double[runs.size()][rounds];
        long[] counts = new long[runs.size()];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int run = 0; run < runs.size(); run++) {
                long before = threads.getCurrentThreadCpuTime();
                counts[run] = runs.get(run).getAsLong();
                if (round >= 0) {
                    speeds[run][round] = characters * 1e3 / (threads.getCurrentThreadCpuTime() - before);
                }
            }
        }
        out.printf(Locale.ROOT, "%,d names, %,d entries, %,d bytes%n", keys.size(), texts.size(), characters);
        for (int run = 0; run < runs.size(); run++) {
            double[] sorted = speeds[run].clone();
            Arrays.sort(sorted);
            out.printf(Locale.ROOT, "%-18s %7.1f MB/s (%.1f to %.1f), %,d found%n", names.get(run), sorted[rounds / 2],
                    sorted[0], sorted[rounds - 1], counts[run]);
        }
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, round -> speeds[0][round] / speeds[1][round]);
        Arrays.sort(ratios);
        out.printf(Locale.ROOT, "ours to ahocorasick %.2f (%.2f to %.2f) %s%n", ratios[rounds / 2], ratios[0],
                ratios[rounds - 1], sink == 0 ? "" : " ");
    }

    /// Folding and words included; every name at every place, as the libraries give them.
    private long ours(NameFinder finder) {
        long found = 0;
        for (String text : texts) {
            found += finder.occurrences(FoldedText.of(text));
        }
        return found;
    }

    private long ahocorasick(Trie trie) {
        long found = 0;
        for (String text : texts) {
            for (Emit emit : trie.parseText(FoldedText.of(text).asString())) {
                sink += emit.getStart();
                found++;
            }
        }
        return found;
    }

    private long hankcs(AhoCorasickDoubleArrayTrie<String> trie) {
        long[] found = new long[1];
        for (String text : texts) {
            FoldedText folded = FoldedText.of(text);
            trie.parseText(folded.characters(), (begin, end, name) -> {
                if (folded.isOnWordBoundaries(begin, end)) {
                    found[0]++;
                    sink += begin;
                }
            });
        }
        return found[0];
    }

    private long entities(NameFinder finder, MentionSpotter mentions) {
        long found = 0;
        for (String text : texts) {
            List<List<Sighting>> sightings = mentions.spot(finder.read(EntryText.of("", text), NameMemory.EMPTY));
            found += sightings.get(1).size();
        }
        return found;
    }

    private long tag(Tagger tagger) {
        long found = 0;
        for (String text : texts) {
            found += tagger.tag("", text, Optional.of("en"), NameMemory.EMPTY).entities().size();
        }
        return found;
    }
}
