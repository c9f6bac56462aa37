package io.copydesk.enrich.story;

import io.copydesk.benchmarks.Race;
import io.copydesk.benchmarks.Race.Work;
import io.copydesk.enrich.state.Telling;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// How many entries a second one core links while about 25,000 stories live: time goes on, old tellings expire, and as
/// many new ones come. From an entry's text to a plan that is applied, without the store and the topic. In the stories'
/// own package, since their parts are measured too.
public final class StoriesBench {
    /// Tellings that are kept at any time; what is told in [StoryEngine#KEPT].
    private static final int KEPT = 84_000;
    private static final int TOLD_IN_A_ROUND = 4_000;
    private static final int AT_ONCE = 1_000;
    private static final long SEED = 11;

    private final Wording wording = new Wording();
    private final StoryEngine engine = new StoryEngine();
    private final OnePass onePass = new OnePass();
    /// So that no work is left out as useless.
    private long sum;

    private StoriesBench() {}

    public static void run(PrintWriter out) {
        new StoriesBench().race(out);
    }

    private void race(PrintWriter out) {
        var forOnePass = filled(this::tellOnePass);
        var forWords = new StoryStream(SEED, step());
        var forEngine = filled(this::tellEngine);
        stories(out);
        new Race("entries")
                .lane("TF-IDF in one pass, no repeats, no revisions", () -> timed(forOnePass, this::tellOnePass))
                .lane("ours: words and features",
                        () -> timed(forWords, telling -> sum += Features.of(telling).length()))
                .lane("ours: words, stories and repeats", () -> timed(forEngine, this::tellEngine)).run().report(out);
        stories(out);
    }

    private void stories(PrintWriter out) {
        out.printf(Locale.ROOT, "live stories: one pass %,d, ours %,d of %,d tellings%n", onePass.stories(),
                engine.stories(), engine.tellings());
        out.flush();
    }

    private static Duration step() {
        return StoryEngine.KEPT.dividedBy(KEPT);
    }

    /// A stream that has told as much as is kept, so that from now on as much goes as comes.
    private StoryStream filled(Consumer<Telling> teller) {
        var stream = new StoryStream(SEED, step());
        for (int told = 0; told < KEPT + TOLD_IN_A_ROUND; told += AT_ONCE) {
            stream.next(AT_ONCE).forEach(entry -> teller.accept(wording.telling(entry, "en")));
        }
        return stream;
    }

    private void tellOnePass(Telling telling) {
        onePass.tell(telling);
    }

    private void tellEngine(Telling telling) {
        engine.apply(engine.tell(telling));
    }

    /// In time of the thread, not of the wall: what one core does, whoever else uses it.
    private Work timed(StoryStream stream, Consumer<Telling> teller) {
        var entries = List.copyOf(stream.next(TOLD_IN_A_ROUND));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        entries.forEach(entry -> teller.accept(wording.telling(entry, "en")));
        return new Work(TOLD_IN_A_ROUND, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }
}
