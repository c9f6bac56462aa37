package io.copydesk.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.TopicTag;
import io.copydesk.sink.opensearch.SearchContainer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The `curl` lines of docs/stores.md, and news that they find.
final class DocumentedQueries {
    private static final Pattern CURL = Pattern.compile("curl -s -H '[^']+' '([^']+)' -d '([^']+)'");

    private static final EntityMention ODESA = mention("Q1874", "Odesa", EntityType.PLACE);
    private static final EntityMention UKRAINE = mention("Q212", "Ukraine", EntityType.COUNTRY);
    private static final EntityMention ADA = mention("name:ada brightwater", "Ada Brightwater", EntityType.PERSON);
    private static final TopicTag WAR = topic("medtop:16000000", "conflict, war and peace");
    private static final TopicTag FARMING = topic("medtop:20000210", "agriculture");

    private DocumentedQueries() {}

    /// Of the hours before this one: the queries ask for what has just happened.
    static List<Item> news(Instant now) {
        return List.of(
                new Item.State(entry("e1", "First grain ship leaves Odesa", "The ship left Odesa, Ukraine, at dawn.",
                        now.minus(Duration.ofHours(2)), List.of(ODESA, ODESA, UKRAINE), List.of(WAR, FARMING))),
                new Item.State(entry("e2", "Razoni at sea", "Ada Brightwater saw it off in Odesa.",
                        now.minus(Duration.ofHours(1)), List.of(ADA, ODESA), List.of(WAR))),
                new Item.State(retracted("e3", now)), new Item.Linked(link("e1", "s-e1")),
                new Item.Linked(link("e2", "s-e1")), new Item.Linked(link("e4", "s-e4")));
    }

    /// The answers to what stands under a heading.
    static List<JsonNode> run(SearchContainer container, String heading) throws Exception {
        var text = Files.readString(Path.of("..", "docs", "stores.md"));
        int start = text.indexOf("### " + heading + "\n");
        int next = text.indexOf("\n### ", start + 1);
        var curl = CURL.matcher(text.substring(start, next < 0 ? text.length() : next));
        var answers = new ArrayList<JsonNode>();
        while (curl.find()) {
            answers.add(container.ask("POST", URI.create(curl.group(1)).getRawPath(), curl.group(2)));
        }
        return answers;
    }

    private static Entry entry(String id, String headline, String body, Instant time, List<EntityMention> entities,
            List<TopicTag> topics) {
        return Samples.draft(id, 1).setHeadline(headline).setBody(body).setOccurredAt(time).setFirstObservedAt(time)
                .setEntities(entities).setTopics(topics).build();
    }

    private static Entry retracted(String id, Instant time) {
        return Entry.newBuilder(entry(id, "Grain ships leave Odesa", "", time, List.of(ADA), List.of(WAR)))
                .setStatus(EntryStatus.RETRACTED).build();
    }

    private static StoryLink link(String id, String story) {
        return StoryLink.newBuilder(Samples.link(id, 1)).setStory(story).build();
    }

    private static EntityMention mention(String entity, String label, EntityType type) {
        return new EntityMention(entity, null, label, type, label, TextField.BODY, 0, 5, "gazetteer:alias", 1f);
    }

    private static TopicTag topic(String code, String label) {
        return new TopicTag(code, label, 0.5f, List.of(), code);
    }
}
