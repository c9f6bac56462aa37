package io.copydesk.enrich.story;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.enrich.state.Telling;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// How many entries a second one core links against 25,000 live stories: their words are drawn as those of news are,
/// few often and many rarely, and each story has words of its own. Prints each run and the median.
final class StoriesSpeed {
    private static final int LIVE = 25_000;
    private static final int MEASURED = 4_000;
    private static final int RUNS = 7;
    private static final int VOCABULARY = 40_000;
    private static final int OWN_WORDS = 12;
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private final Random random = new Random(7);
    private final Wording wording = new Wording();
    private final StoryEngine engine = new StoryEngine();
    private long entries;

    public static void main(String[] args) {
        new StoriesSpeed().run();
    }

    private void run() {
        var filling = cpuNanos();
        for (int story = 0; story < LIVE; story++) {
            tell(telling(story));
        }
        System.out.printf("filled with %d stories of %d entries in %.1f s%n", engine.stories(), engine.tellings(),
                (cpuNanos() - filling) / 1e9);
        var rates = new ArrayList<Double>();
        for (int run = 0; run < RUNS; run++) {
            var entries = new ArrayList<Entry>();
            for (int entry = 0; entry < MEASURED; entry++) {
                entries.add(entry(random.nextInt(LIVE)));
            }
            long start = cpuNanos();
            var tellings = entries.stream().map(entry -> wording.telling(entry, "en")).toList();
            long read = cpuNanos();
            tellings.forEach(this::tell);
            long end = cpuNanos();
            rates.add(MEASURED * 1e9 / (end - read)); // of this thread's own time: others may share the core
            System.out.printf(
                    "run %d: linking %.0f entries/s; with the wording, which the blog's task does, %.0f; %d stories%n",
                    run, MEASURED * 1e9 / (end - read), MEASURED * 1e9 / (end - start), engine.stories());
        }
        System.out.printf("median: %.0f entries/s%n", rates.stream().sorted().skip(RUNS / 2).findFirst().orElse(0.0));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void tell(Telling telling) {
        engine.apply(engine.tell(telling));
    }

    private Telling telling(int story) {
        return wording.telling(entry(story), "en");
    }

    /// About 45 words: a third the story's own, the others anybody's.
    private Entry entry(int story) {
        var words = new ArrayList<String>();
        for (int at = 0; at < 15; at++) {
            words.add(word(VOCABULARY + story * OWN_WORDS + random.nextInt(OWN_WORDS)));
        }
        for (int at = 0; at < 30; at++) {
            words.add(word((int) (VOCABULARY * Math.pow(random.nextDouble(), 3))));
        }
        Collections.shuffle(words, random);
        var at = START.plusSeconds(entries);
        return Entry.newBuilder().setId("e" + entries++).setBlog("blog" + story % 5_000).setStatus(EntryStatus.LIVE)
                .setHeadline(String.join(" ", List.copyOf(words).subList(0, 6))).setBody(String.join(" ", words))
                .setOccurredAt(at).setObservedAt(at).setVersion(1).build();
    }

    private static String word(int number) {
        var word = new StringBuilder("q");
        for (int rest = number; rest > 0; rest /= 20) {
            word.append("bcdfghklmnprstvwxzjq".charAt(rest % 20)).append('a');
        }
        return word.toString();
    }
}
