package io.copydesk.benchmarks;

import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Updates that read like those of live blogs: the same ones for the same seed. Events with people and places of their own
/// are told by several blogs each; every tenth update is an edit of an earlier one.
final class NewsText {
    private static final int BLOGS = 240;
    private static final int ENTRIES_OF_AN_EVENT = 12;
    private static final List<String> PEOPLE = List.of("Emmanuel Macron", "Friedrich Merz", "Keir Starmer",
            "Volodymyr Zelensky", "Vladimir Putin", "Donald Trump", "Giorgia Meloni", "Narendra Modi", "Xi Jinping",
            "Ursula von der Leyen", "Mark Rutte", "Benjamin Netanyahu", "Recep Tayyip Erdogan", "Donald Tusk",
            "Pedro Sánchez", "Antonio Guterres", "Mark Carney", "Marco Rubio", "Sergey Lavrov", "Andrii Sybiha");
    private static final List<String> PLACES = List.of("Kyiv", "Paris", "Berlin", "Valencia", "Istanbul", "Manila",
            "Houston", "Nairobi", "Naples", "Osaka", "Lviv", "Gdansk", "Bergen", "Seville", "Marseille", "Leeds",
            "Dresden", "Antalya", "Lisbon", "Thessaloniki", "Kharkiv", "Odesa", "Mumbai", "Karachi", "Lagos", "Lima");
    private static final List<String> BODIES = List.of("NATO", "the European Union", "the United Nations", "the IMF",
            "the World Health Organization", "Reuters", "AFP", "the Red Cross", "Interpol", "the Federal Reserve");
    private static final List<String> EVENTS = List.of("flooding", "the strike", "a train crash", "the vote",
            "the summit", "the wildfire", "the earthquake", "the trial", "the ceasefire", "the blackout", "the protest",
            "the storm");
    private static final List<String> SENTENCES = List.of(
            "Emergency crews in %2$s say %4$s has left %5$d people without power and %6$d homes damaged.",
            "%1$s said on Tuesday that talks about %4$s would go on, and that %3$s had been asked to help.",
            "Officials told %3$s that roads around %2$s remain closed while engineers check the bridges.",
            "\"We will not leave anyone behind,\" %1$s told reporters outside the town hall in %2$s.",
            "The toll has risen to %5$d, the mayor of %2$s said, correcting an earlier figure of %6$d.",
            "Schools and the airport stay shut; trains between %2$s and the coast run every two hours.",
            "%3$s called for calm after %4$s, while markets fell by %6$d points in early trading.",
            "Police in %2$s have arrested %5$d people and asked witnesses of %4$s to come forward.",
            "A spokesperson for %1$s declined to comment on %4$s before the meeting with %3$s.",
            "Rain is expected until the weekend, forecasters say, and rivers near %2$s are still rising.");

    private final Random random;
    private final Instant start;

    /// @param start when the first was seen; topics delete what is older than their retention
    NewsText(long seed, Instant start) {
        this.random = new Random(seed);
        this.start = start;
    }

    List<Observation> observations(int count) {
        var all = new ArrayList<Observation>(count);
        for (int number = 0; number < count; number++) {
            boolean edit = number > BLOGS && random.nextInt(10) == 0;
            all.add(edit ? edited(all.get(number - 1 - random.nextInt(BLOGS)), number) : update(number));
        }
        return all;
    }

    /// One update's text of four or five sentences.
    String body(int event) {
        var about = new Random(event);
        var person = pick(about, PEOPLE);
        var place = pick(about, PLACES);
        var happening = pick(about, EVENTS);
        var text = new StringBuilder();
        for (int sentence = 4 + random.nextInt(2); sentence > 0; sentence--) {
            text.append(String.format(Locale.ROOT, pick(random, SENTENCES), person, place,
                    pick(random, BODIES), happening, 2 + random.nextInt(900), 2 + random.nextInt(90)));
            text.append(sentence > 1 ? " " : "");
        }
        return text.toString();
    }

    private Observation update(int number) {
        int event = number / ENTRIES_OF_AN_EVENT;
        int blog = (event * 7 + random.nextInt(4)) % BLOGS;
        var body = body(event);
        return Observation.newBuilder().setSource("bench-" + blog).setBlog("https://bench.example/live/" + blog)
                .setNativeId("n" + number).setHeadline(body.substring(0, body.indexOf(' ', 30)))
                .setBody(body).setRole(EntryRole.UPDATE).setSignal(Signal.SEEN).setLanguage("en").setLook(number + 1L)
                .setObservedAt(at(number)).build();
    }

    private Observation edited(Observation earlier, int number) {
        return Observation.newBuilder(earlier).setBody(earlier.getBody() + " This has been corrected: "
                + random.nextInt(1000) + ".").setLook(number + 1L).setObservedAt(at(number)).build();
    }

    private Instant at(int number) {
        return start.plus(Duration.ofSeconds(number));
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
