package io.copydesk.ingest.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.text.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The JSON-LD of one page: the nodes of all its blocks, whatever arrays and `@graph`s they stand in.
///
/// @param nodes every object of a type or with updates, in the order of the page, those within other nodes after them
/// @param byId the nodes that others refer to
/// @param problems what was wrong with the blocks that could not be read; the others are not lost with them
/// @param whole whether every block was read to its end
record JsonLd(List<Item> nodes, Map<String, JsonNode> byId, List<String> problems, boolean whole) {
    private static final int MAX_NODES = 100_000;
    /// Of a property other than a body, and of the values that one may have: references could repeat them without end.
    private static final int MAX_CHARS = 4_096;
    private static final int MAX_VALUES = 100;
    private static final List<String> VOCABULARIES = List.of("", "schema:", "http://schema.org/",
            "https://schema.org/");
    /// What stands below these is told of, it is not what the page is.
    private static final Set<String> ASIDE = Set.of("itemListElement", "isPartOf", "mentions", "citation", "about",
            "relatedLink", "relatedItem", "subjectOf", "isBasedOn", "review", "comment", "workExample", "hasPart",
            "significantLink", "blogPost", "blogPosts", "liveBlogUpdate", "publisher", "author");

    /// @param aside whether it is only mentioned or listed by another
    record Item(JsonNode node, boolean aside) {}

    static JsonLd of(Document page) {
        var roots = new ArrayList<JsonNode>();
        var problems = new ArrayList<String>();
        boolean whole = true;
        long tokens = 0;
        for (Element script : page.select("script[type~=(?i)^\\s*application/(?:ld\\+json|json\\+ld)]")) {
            if (tokens > Limits.JSON_TOKENS) {
                problems.add("more than " + Limits.JSON_TOKENS + " tokens before it");
                continue;
            }
            try {
                var block = Json.lenient(script.data());
                roots.addAll(block.values());
                tokens += block.tokens();
                whole &= block.whole();
            } catch (JsonProcessingException e) {
                problems.add(e.getOriginalMessage());
            }
        }
        return of(roots, problems, whole && problems.isEmpty());
    }

    static JsonLd of(List<JsonNode> roots, List<String> problems, boolean whole) {
        var nodes = new ArrayList<Item>();
        var byId = new HashMap<String, JsonNode>();
        var open = new ArrayDeque<Item>();
        roots.forEach(root -> open.add(new Item(root, false)));
        for (int seen = 0; !open.isEmpty() && seen < MAX_NODES; seen++) {
            var item = open.removeFirst();
            var node = item.node();
            if (isNode(node)) {
                nodes.add(item);
            }
            var id = id(node);
            if (!id.isEmpty() && node.size() > 1) {
                byId.putIfAbsent(id, node);
            }
            node.forEachEntry((property, child) -> queue(child, item.aside() || ASIDE.contains(property), open));
            if (node.isArray()) {
                node.forEach(child -> queue(child, item.aside(), open));
            }
        }
        return new JsonLd(List.copyOf(nodes), Map.copyOf(byId), List.copyOf(problems), whole && open.isEmpty());
    }

    private static boolean isNode(JsonNode node) {
        return node.isObject() && (node.has("@type") || node.has("type") || node.has("liveBlogUpdate"));
    }

    private static void queue(JsonNode child, boolean aside, ArrayDeque<Item> open) {
        if (child.isContainerNode()) {
            open.addLast(new Item(child, aside));
        }
    }

    /// What a node is called by others; empty when it is not.
    static String id(JsonNode node) {
        var id = node.path("@id");
        return id.isMissingNode() ? node.path("id").asText("") : id.asText("");
    }

    /// What a property holds: nothing, its one value, or the values of its array; references followed.
    List<JsonNode> values(JsonNode node, String property) {
        var value = property(node, property);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(followed(value));
        }
        var values = new ArrayList<JsonNode>(value.size());
        value.forEach(each -> values.add(followed(each)));
        return values;
    }

    private static JsonNode property(JsonNode node, String property) {
        for (var vocabulary : VOCABULARIES) {
            var value = node.path(vocabulary + property);
            if (!value.isMissingNode()) {
                return value;
            }
        }
        return node.path(property);
    }

    JsonNode followed(JsonNode node) {
        return isReference(node) ? byId.getOrDefault(id(node), node) : node;
    }

    static boolean isReference(JsonNode node) {
        return node.isObject() && node.size() == 1 && !id(node).isEmpty();
    }

    /// Whether the node states a type that `pattern` matches, its vocabulary's address aside.
    static boolean is(JsonNode node, Pattern pattern) {
        var type = node.has("@type") ? node.path("@type") : node.path("type");
        if (type.isTextual()) {
            return pattern.matcher(local(type.textValue())).matches();
        }
        for (var each : type) {
            if (each.isTextual() && pattern.matcher(local(each.textValue())).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String local(String type) {
        return type
                .substring(Math.max(type.lastIndexOf('/'), Math.max(type.lastIndexOf(':'), type.lastIndexOf('#'))) + 1)
                .strip();
    }

    /// The first of the properties that holds text (or a number), or an object that has it as `@value`, `url` or `@id`.
    String text(JsonNode node, String... properties) {
        for (var property : properties) {
            var texts = texts(node, property);
            if (!texts.isEmpty()) {
                return texts.getFirst();
            }
        }
        return "";
    }

    /// All of them, those of no content left out.
    List<String> texts(JsonNode node, String property) {
        return values(node, property).stream().limit(MAX_VALUES).map(JsonLd::scalar).filter(text -> !text.isBlank())
                .map(text -> text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text).toList();
    }

    private static String scalar(JsonNode value) {
        if (value.isValueNode()) {
            return Json.scalar(value);
        }
        for (var property : List.of("@value", "url", "@id", "value", "name")) {
            if (value.path(property).isValueNode()) {
                return Json.scalar(value.path(property));
            }
        }
        return "";
    }

    /// The texts of a body, which stands where it belongs: no reference is followed, so that none is read twice.
    static List<String> bodies(JsonNode node, String property) {
        var value = property(node, property);
        var bodies = new ArrayList<String>();
        (value.isArray() ? value : List.of(value)).forEach(each -> bodies
                .add(each.isValueNode()
                        ? Json.scalar(each)
                        : each.path(each.has("@value") ? "@value" : "text").asText("")));
        return bodies;
    }
}
