package io.copydesk.sink;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.TopicTag;
import io.copydesk.contracts.ZoneOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Records whose every field tells the version they belong to.
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private Samples() {}

    public static long version(int revision) {
        return (long) revision << 20;
    }

    /// With one entity and one topic more or less in each revision, so that leftovers show.
    public static Entry entry(String id, int revision) {
        return draft(id, revision).build();
    }

    /// The same, to be changed.
    public static Entry.Builder draft(String id, int revision) {
        var tags = 1 + revision * 7 % 4;
        return Entry.newBuilder().setId(id).setBlog("https://example.org/live").setSource("example")
                .setStatus(EntryStatus.LIVE).setIdentityRung("native-id")
                .setAliases(List.of("guid:" + id, "with \"quotes\", \\ and {braces}")).setRevision(revision)
                .setVersion(version(revision)).setContentHash("hash" + revision).setRole(EntryRole.UPDATE)
                .setHeadline("Headline " + revision).setBody("Body ü 日本 \uD83D\uDE80 " + revision + "\n\nNULL")
                .setAuthors(List.of("NULL", "", "O'Neil, A."))
                .setMedia(List.of(new Media("https://example.org/a.jpg", MediaType.IMAGE, "A \"caption\"")))
                .setPermalink("https://example.org/live#" + id).setUrl("https://example.org/live")
                .setPublished(new Time(NOON.minusSeconds(60), "noon", ZoneOrigin.STATED, TimePrecision.MINUTE))
                .setModified(null)
                .setOccurredAt(NOON.minusSeconds(60)).setFirstObservedAt(NOON)
                .setObservedAt(NOON.plus(Duration.ofMillis(revision))).setKeyEvent(true).setLanguage("en")
                .setEntities(IntStream.range(0, tags).mapToObj(i -> mention(revision, i)).toList())
                .setTopics(IntStream.range(0, tags).mapToObj(i -> topic(revision, i)).toList())
                .setGazetteer("g1").setTopicRules("t" + revision);
    }

    public static List<Delivery> deliveries(Item... items) {
        return deliveries(List.of(items));
    }

    public static List<Delivery> deliveries(List<? extends Item> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Delivery("any", 0, i, NOON.toEpochMilli(), "any", items.get(i))).toList();
    }

    public static Change change(String id, int revision) {
        var kind = revision == 1 ? ChangeKind.NEW : ChangeKind.CORRECTED;
        return Change.newBuilder().setEntry(id).setBlog("https://example.org/live").setKind(kind)
                .setVersion(version(revision)).setRevision(revision).setSource("example").setLook(40L + revision)
                .setObservedAt(NOON.plus(Duration.ofMillis(revision)))
                .setDiff(revision == 1 ? List.of() : List.of(new FieldChange("body", "a \"b\"", "c\nd")))
                .setState(entry(id, revision)).build();
    }

    public static StoryLink link(String id, long linkVersion) {
        return StoryLink.newBuilder().setEntry(id).setStory("story-" + linkVersion).setDuplicateOf(null)
                .setScore(0.5f).setReasons(List.of("entity:Q1", "terms")).setLinkVersion(linkVersion)
                .setObservedAt(NOON).build();
    }

    private static EntityMention mention(int revision, int i) {
        return new EntityMention("Q" + revision + i, "Q" + revision + i, "Label " + revision, EntityType.PLACE,
                "surface", TextField.BODY, i, i + 7, "gazetteer:alias", 0.75f);
    }

    private static TopicTag topic(int revision, int i) {
        return new TopicTag("medtop:" + revision + i, "Topic " + revision, 0.25f, List.of("term " + i, "NULL"),
                "medtop:01000000");
    }
}
