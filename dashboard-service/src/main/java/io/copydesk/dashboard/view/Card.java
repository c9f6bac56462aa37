package io.copydesk.dashboard.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Time;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One entry as the page and its API show it, in JSON under these names; times in ISO 8601, UTC. What is not known is
/// left out.
///
/// @param version guards against what comes late; a string in JSON, since JavaScript has no such numbers
/// @param headline the last known one where the entry is retracted
/// @param body as the headline; plain text
/// @param kind the last change
/// @param changedAt when the content last changed, mended typos aside; the order of cards
/// @param diff what the last change was
/// @param story which story it tells, once that is known
@JsonInclude(Include.NON_NULL)
public record Card(String id, String blog, String source, EntryStatus status, int revision,
        @JsonSerialize(using = ToStringSerializer.class) long version, EntryRole role, String headline, String body,
        @Nullable String language,
        List<String> authors, @Nullable String url, @Nullable String permalink, @Nullable Instant publishedAt,
        Instant occurredAt, Instant firstObservedAt, Instant changedAt, boolean pinned, boolean keyEvent,
        ChangeKind kind, List<Mention> mentions, List<TopicOfEntry> topics, String gazetteer, List<Difference> diff,
        @Nullable StoryOfEntry story) {
    /// What a card takes beside its texts, in characters; for bounds of memory.
    private static final int WEIGHT = 1_000;
    /// What a mention or a topic takes.
    private static final int TAG_WEIGHT = 250;

    public Card {
        authors = List.copyOf(authors);
        mentions = List.copyOf(mentions);
        topics = List.copyOf(topics);
        diff = List.copyOf(diff);
    }

    /// A place in a text that names an entity.
    ///
    /// @param field HEADLINE or BODY
    /// @param start first UTF-16 code unit
    /// @param end the one after the last
    public record Mention(String entity, String label, String type, String field, int start, int end, String surface,
            String rule, float confidence) {}

    /// A topic, and the terms that voted for it.
    public record TopicOfEntry(String code, String label, float score, List<String> terms) {
        public TopicOfEntry {
            terms = List.copyOf(terms);
        }
    }

    /// The story that an entry tells.
    ///
    /// @param size how many entries tell it, also those that memory has forgotten
    @JsonInclude(Include.NON_NULL)
    public record StoryOfEntry(String id, @Nullable String duplicateOf, float score, List<String> reasons, int size) {
        public StoryOfEntry {
            reasons = List.copyOf(reasons);
        }
    }

    /// @param before the card until now, if there was one: a retracted entry's state has no text any more
    static Card of(Entry entry, ChangeKind kind, List<Difference> diff, @Nullable Card before) {
        var withText = entry.getStatus() == EntryStatus.RETRACTED ? before : null;
        return new Card(entry.getId(), entry.getBlog(), entry.getSource(), entry.getStatus(), entry.getRevision(),
                entry.getVersion(), entry.getRole(), withText == null ? entry.getHeadline() : withText.headline(),
                withText == null ? entry.getBody() : withText.body(), entry.getLanguage().orElse(null),
                entry.getAuthors(),
                entry.getUrl().orElse(null), entry.getPermalink().orElse(null),
                entry.getPublished().flatMap(Time::getInstant).orElse(null), entry.getOccurredAt(),
                entry.getFirstObservedAt(), changedAt(entry, kind, before), entry.getPinned(), entry.getKeyEvent(),
                kind,
                withText == null ? mentions(entry) : withText.mentions(),
                withText == null ? topics(entry) : withText.topics(),
                entry.getGazetteer(), diff, before == null ? null : before.story());
    }

    /// What made a state whose last change nobody has told.
    public static ChangeKind kindAt(int revision) {
        return revision > 1 ? ChangeKind.CORRECTED : ChangeKind.NEW;
    }

    /// A typo that is mended moves nothing.
    private static Instant changedAt(Entry entry, ChangeKind kind, @Nullable Card before) {
        return kind == ChangeKind.MINOR_EDIT && before != null ? before.changedAt() : entry.getObservedAt();
    }

    private static List<Mention> mentions(Entry entry) {
        return entry.getEntities().stream()
                .map(each -> new Mention(each.getEntity(), each.getLabel(), each.getType().name(),
                        each.getField().name(), each.getStart(), each.getEnd(), each.getSurface(), each.getRule(),
                        each.getConfidence()))
                .toList();
    }

    private static List<TopicOfEntry> topics(Entry entry) {
        return entry.getTopics().stream()
                .map(each -> new TopicOfEntry(each.getCode(), each.getLabel(), each.getScore(), each.getTerms()))
                .toList();
    }

    Card with(Optional<StoryOfEntry> story) {
        return new Card(id, blog, source, status, revision, version, role, headline, body, language, authors, url,
                permalink, publishedAt, occurredAt, firstObservedAt, changedAt, pinned, keyEvent, kind, mentions,
                topics, gazetteer, diff, story.orElse(null));
    }

    /// How much memory it takes, in characters.
    @JsonIgnore
    int weight() {
        return WEIGHT + headline.length() + body.length() + diff.stream().mapToInt(Difference::length).sum()
                + TAG_WEIGHT * (mentions.size() + topics.size());
    }
}
