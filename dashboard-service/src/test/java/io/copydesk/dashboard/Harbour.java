package io.copydesk.dashboard;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.TopicTag;
import java.time.Instant;
import java.util.List;

/// Records of a harbour's live blog.
public final class Harbour {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Harbour() {}

    public static long version(int revision) {
        return (long) revision << 20;
    }

    /// One that changed `revision` minutes after noon.
    public static Entry.Builder entry(String id, int revision, String headline) {
        return Entry.newBuilder().setId(id).setBlog("https://tidewater.example/live").setSource("tidewater")
                .setStatus(EntryStatus.LIVE).setRevision(revision).setVersion(version(revision))
                .setRole(EntryRole.UPDATE).setHeadline(headline).setBody("The ferry to Odesa leaves at noon.")
                .setOccurredAt(NOON).setFirstObservedAt(NOON).setObservedAt(NOON.plusSeconds(60L * revision))
                .setLanguage("en").setGazetteer("2026-03-01")
                .setEntities(List.of(new EntityMention("Q1874", "Q1874", "Odesa", EntityType.PLACE, "Odesa",
                        TextField.BODY, 13, 18, "gazetteer:alias", 0.9f)))
                .setTopics(List.of(new TopicTag("medtop:20001279", "water transport", 0.8f, List.of("ferry"),
                        "medtop:04000000")));
    }

    public static Change change(ChangeKind kind, Entry state, FieldChange... diff) {
        return Change.newBuilder().setEntry(state.getId()).setBlog(state.getBlog()).setKind(kind)
                .setVersion(state.getVersion()).setRevision(state.getRevision()).setObservedAt(state.getObservedAt())
                .setDiff(List.of(diff)).setState(state).build();
    }

    public static Change first(String id, String headline) {
        return change(ChangeKind.NEW, entry(id, 1, headline).build());
    }

    public static Change corrected(String id, int revision, String headline) {
        return change(ChangeKind.CORRECTED, entry(id, revision, headline).build(),
                new FieldChange("headline", "what it was", "what it is"));
    }

    /// Its state has no text any more.
    public static Change retracted(String id, int revision) {
        return change(ChangeKind.RETRACTED,
                entry(id, revision, "").setBody("").setEntities(List.of()).setTopics(List.of())
                        .setStatus(EntryStatus.RETRACTED).build(),
                new FieldChange("status", "LIVE", "RETRACTED"));
    }

    public static Change merged(String id, int revision, String into) {
        return change(ChangeKind.MERGED,
                entry(id, revision, "").setBody("").setStatus(EntryStatus.MERGED).setMergedInto(into).build());
    }

    public static Change erased(String id, int revision) {
        return Change.newBuilder().setEntry(id).setBlog("https://tidewater.example/live").setKind(ChangeKind.ERASED)
                .setVersion(version(revision)).setRevision(revision).setObservedAt(NOON).build();
    }

    public static StoryLink link(String id, String story, long version) {
        return StoryLink.newBuilder().setEntry(id).setStory(story).setScore(0.7f).setReasons(List.of("entity:Q1874"))
                .setLinkVersion(version).setObservedAt(NOON).build();
    }
}
