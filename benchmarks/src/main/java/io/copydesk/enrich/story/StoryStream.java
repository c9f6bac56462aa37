package io.copydesk.enrich.story;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.TextField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Entries of live blogs without end, the same for the same seed: every third begins an event, the others go on with a
/// recent one; some are edits of an earlier entry, some a copy of one in another blog. Their words are drawn as those of
/// news are, few often and many rarely, and each event has words and names of its own.
final class StoryStream {
    static final int ENTRIES_OF_AN_EVENT = 3;
    private static final int RECENT_EVENTS = 1_500;
    private static final int RECENT_ENTRIES = 600;
    private static final int BLOGS = 3_000;
    private static final int BLOGS_OF_AN_EVENT = 3;
    private static final int VOCABULARY = 40_000;
    private static final int OWN_WORDS = 12;
    private static final int BODY_WORDS = 54;
    private static final int HEADLINE_WORDS = 8;
    private static final int PEOPLE = 5_000;
    private static final int PLACES = 2_000;
    private static final int COUNTRIES = 100;
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");
    private static final List<String> FUNCTION_WORDS = List.of("the", "of", "to", "in", "and", "a", "for", "on", "that",
            "has", "with", "at", "by", "it", "is", "was", "from", "after", "have", "are", "as", "be", "been", "will",
            "who", "which", "their", "more", "about", "not", "its", "were", "an", "over", "but", "had", "when", "they");
    private static final List<String> ENDINGS = List.of("", "", "", "s", "ed", "ing");

    private final Random random;
    private final Duration step;
    private final List<Entry> recent = new ArrayList<>();
    private long looks;
    private int entries;
    private int events;

    /// @param step between two entries
    StoryStream(long seed, Duration step) {
        this.random = new Random(seed);
        this.step = step;
    }

    List<Entry> next(int count) {
        var all = new ArrayList<Entry>(count);
        for (int at = 0; at < count; at++) {
            all.add(next());
        }
        return all;
    }

    private Entry next() {
        looks++;
        var next = switch (recent.isEmpty() ? 19 : random.nextInt(20)) {
            case 0, 1 -> edited(recent.get(random.nextInt(recent.size())));
            case 2 -> copied(recent.get(random.nextInt(recent.size())));
            default -> told();
        };
        if (recent.size() < RECENT_ENTRIES) {
            recent.add(next);
        } else {
            recent.set(random.nextInt(RECENT_ENTRIES), next);
        }
        return next;
    }

    private Entry told() {
        boolean begins = events == 0 || random.nextInt(ENTRIES_OF_AN_EVENT) == 0;
        int back = (int) (Math.min(events, RECENT_EVENTS) * Math.pow(random.nextDouble(), 2));
        int event = begins ? events++ : events - 1 - back;
        return entry(event, "blog" + (event * 7 + random.nextInt(BLOGS_OF_AN_EVENT)) % BLOGS);
    }

    private Entry edited(Entry entry) {
        return Entry.newBuilder(entry).setBody(entry.getBody() + " " + ordinary()).setVersion(entry.getVersion() + 1)
                .setObservedAt(now()).build();
    }

    private Entry copied(Entry entry) {
        return Entry.newBuilder(entry).setId("e" + entries++).setBlog("blog" + random.nextInt(BLOGS)).setVersion(1)
                .setOccurredAt(now()).setObservedAt(now()).build();
    }

    private Entry entry(int event, String blog) {
        var mentions = new ArrayList<EntityMention>();
        var words = words(BODY_WORDS, event);
        var body = new StringBuilder();
        for (int at = 0; at < words.size(); at++) {
            body.append(at == 0 ? "" : " ").append(words.get(at));
            if (at % (BODY_WORDS / 3) == 0) {
                mentions.add(mention(event, body.append(' ')));
            }
        }
        return Entry.newBuilder().setId("e" + entries++).setBlog(blog).setStatus(EntryStatus.LIVE)
                .setHeadline(String.join(" ", words(HEADLINE_WORDS, event))).setBody(body.append('.').toString())
                .setEntities(mentions).setOccurredAt(now()).setObservedAt(now()).setVersion(1).build();
    }

    /// Two in five are function words, one in five is the event's own, the others are anybody's.
    private List<String> words(int count, int event) {
        var words = new ArrayList<String>();
        for (int at = 0; at < count; at++) {
            words.add(switch (at % 5) {
                case 0, 1 -> FUNCTION_WORDS.get(random.nextInt(FUNCTION_WORDS.size()));
                case 2 -> word(VOCABULARY + event * OWN_WORDS + random.nextInt(OWN_WORDS));
                default -> ordinary();
            });
        }
        Collections.shuffle(words, random);
        return words;
    }

    private EntityMention mention(int event, StringBuilder body) {
        var own = new Random(event);
        int country = rank(own, COUNTRIES);
        int place = country + COUNTRIES * rank(own, PLACES / COUNTRIES);
        int person = rank(own, PEOPLE);
        int other = rank(own, PEOPLE);
        return switch (random.nextInt(5)) {
            case 0 -> named(body, "C" + country, EntityType.COUNTRY);
            case 1, 2 -> named(body, "L" + place, EntityType.PLACE);
            case 3 -> named(body, "P" + person, EntityType.PERSON);
            default -> named(body, "P" + other, EntityType.PERSON);
        };
    }

    private static EntityMention named(StringBuilder body, String name, EntityType type) {
        int start = body.length();
        body.append(name);
        return EntityMention.newBuilder().setEntity("name:" + name).setLabel(name).setType(type).setSurface(name)
                .setField(TextField.BODY).setStart(start).setEnd(body.length()).build();
    }

    private static int rank(Random random, int of) {
        return (int) (of * Math.pow(random.nextDouble(), 3));
    }

    private String ordinary() {
        return word(rank(random, VOCABULARY)) + ENDINGS.get(random.nextInt(ENDINGS.size()));
    }

    private static String word(int number) {
        var word = new StringBuilder("k");
        for (int rest = number; rest > 0; rest /= 20) {
            word.append("aeiou".charAt(rest % 5)).append("bcdfghklmnprstvwxzjq".charAt(rest % 20));
        }
        return word.toString();
    }

    private Instant now() {
        return START.plus(step.multipliedBy(looks));
    }
}
