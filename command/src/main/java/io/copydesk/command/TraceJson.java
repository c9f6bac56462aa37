package io.copydesk.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/// The way of an entry, for scripts: the records as the contracts have them, each with its place.
final class TraceJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TraceJson() {}

    static JsonNode of(EntryTrace trace) {
        var json = JSON.objectNode();
        trace.ids().forEach(json.putArray("ids")::add);
        json.put("blog", trace.blog());
        json.set("entry", trace.current().map(ContractJson::of).orElse(JSON.nullNode()));
        var looks = json.putArray("looks");
        trace.looks().forEach(look -> {
            var one = placed(look.place());
            one.set("observation", ContractJson.of(look.observation()));
            var changes = one.putArray("changes");
            look.changes().forEach(change -> changes.add(JSON.objectNode().put("entry", change.getEntry())
                    .put("kind", change.getKind().name()).put("version", change.getVersion())));
            looks.add(one);
        });
        var revisions = json.putArray("revisions");
        trace.revisions().forEach(
                each -> revisions.add(placed(each.place()).set("change", ContractJson.of(each.change()))));
        var links = json.putArray("links");
        trace.links().forEach(each -> links.add(placed(each.place()).set("link",
                each.link().map(ContractJson::of).orElse(JSON.nullNode()))));
        var stores = json.putObject("stores");
        trace.stores().forEach(store -> stores.set(store.store(), of(store)));
        var letters = json.putArray("deadLetters");
        trace.letters().forEach(letter -> letters.add(JSON.objectNode().put("name", letter.name())
                .put("stage", letter.stage()).put("time", letter.time().toString())));
        json.put("unreadableLettersOfItsBlog", trace.unreadable());
        return json;
    }

    private static JsonNode of(StoreView store) {
        var json = JSON.objectNode();
        store.problem().ifPresent(problem -> json.put("problem", problem));
        store.facts().forEach(fact -> {
            var one = json.putObject(fact.what());
            put(one, "stored", fact.stored());
            put(one, "topic", fact.topic());
            one.put("standing", fact.standing());
        });
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalLong number) {
        json.put(name, number.isPresent() ? Long.valueOf(number.getAsLong()) : null);
    }

    private static ObjectNode placed(EntryTrace.Place place) {
        return JSON.objectNode().put("topic", place.topic()).put("partition", place.partition())
                .put("offset", place.offset())
                .put("trace", place.trace());
    }
}
