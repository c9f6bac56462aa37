package io.copydesk.benchmarks;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.TopicTag;
import io.copydesk.contracts.ZoneOrigin;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Entries as enrich writes them, of about 800 bytes each, and what goes with them: the same for the same number.
final class EntryRecords {
    private static final int BLOGS = 240;
    /// As many as an update of this length has on average.
    private static final int MENTIONS = 4;
    private static final int TOPICS = 2;

    private final NewsText text;
    private final Instant start;

    EntryRecords(Instant start) {
        this.text = new NewsText(1, start);
        this.start = start;
    }

    /// Without tags.
    Entry plain(int number) {
        var blog = "https://bench.example/live/" + number % BLOGS;
        var body = text.body(number);
        var seen = start.plusMillis(number);
        return Entry.newBuilder().setId("e%08x%08x".formatted(number * 0x9E3779B9, number)).setBlog(blog)
                .setSource("bench-" + number % BLOGS).setStatus(EntryStatus.LIVE).setIdentityRung("native-id")
                .setAliases(List.of("id:n" + number, "link:" + blog + "#n" + number)).setRevision(1)
                .setVersion(1L << 20).setContentHash("%064x".formatted(number)).setRole(EntryRole.UPDATE)
                .setHeadline(body.substring(0, body.indexOf(' ', 30))).setBody(body)
                .setAuthors(List.of("Ada Brightwater")).setPermalink(blog + "#n" + number).setUrl(blog)
                .setPublished(new Time(seen, seen.toString(), ZoneOrigin.STATED, TimePrecision.SECOND))
                .setOccurredAt(seen).setFirstObservedAt(seen).setObservedAt(seen).setLanguage("en")
                .setGazetteer("2026-11-22+0123456789ab").setTopicRules("2026-11-22").build();
    }

    /// Of the entry with this id.
    static int number(String id) {
        return Integer.parseUnsignedInt(id, id.length() - 8, id.length(), 16);
    }

    Entry tagged(int number) {
        return Entry.newBuilder(plain(number))
                .setEntities(IntStream.range(0, MENTIONS).mapToObj(i -> mention(number, i)).toList())
                .setTopics(IntStream.range(0, TOPICS).mapToObj(i -> topic(number, i)).toList()).build();
    }

    static Change change(Entry entry) {
        return Change.newBuilder().setEntry(entry.getId()).setBlog(entry.getBlog()).setKind(ChangeKind.NEW)
                .setVersion(entry.getVersion()).setRevision(1).setSource(entry.getSource()).setLook(1)
                .setObservedAt(entry.getObservedAt()).setState(entry).build();
    }

    static StoryLink link(Entry entry) {
        return StoryLink.newBuilder().setEntry(entry.getId()).setStory("s" + entry.getBlog().hashCode())
                .setScore(0.5f).setReasons(List.of("entity:Q90", "terms")).setLinkVersion(1)
                .setObservedAt(entry.getObservedAt()).build();
    }

    private static EntityMention mention(int number, int i) {
        var qid = "Q" + (1 + (number * 31 + i * 977) % 4_000);
        return new EntityMention(qid, qid, "Label of " + qid, EntityType.PLACE, "surface", TextField.BODY, 10 * i,
                10 * i + 7, "gazetteer:alias", 0.9f);
    }

    private static TopicTag topic(int number, int i) {
        var code = "medtop:%08d".formatted(20_000_000 + (number + i * 7) % 120);
        return new TopicTag(code, "Topic " + code, 0.75f, List.of("flood", "rain"), "medtop:03000000");
    }
}
