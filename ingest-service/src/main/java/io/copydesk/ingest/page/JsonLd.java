package io.copydesk.ingest.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.ingest.text.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The JSON-LD of one page: the nodes of all its blocks, whatever arrays and `@graph`s they stand in.
///
/// @param nodes every object that states a type, in the order of the page, those within other nodes after them
/// @param problems what was wrong with the blocks that could not be read; the others are not lost with them
record JsonLd(List<JsonNode> nodes, Map<String, JsonNode> byId, List<String> problems) {
    private static final int MAX_NODES = 100_000;
    private static final List<String> OPENINGS = List.of("<![CDATA[", "<!--");
    private static final List<String> ENDINGS = List.of("]]>", "-->");
    private static final String COMMENT = "//";

    static JsonLd of(Document page) {
        var roots = new ArrayList<JsonNode>();
        var problems = new ArrayList<String>();
        for (Element script : page.select("script[type~=(?i)^\\s*application/ld\\+json]")) {
            read(script.data(), roots, problems);
        }
        return of(roots, problems);
    }

    private static void read(String block, List<JsonNode> roots, List<String> problems) {
        var json = unwrapped(withoutMark(block.replace('\u00A0', ' ').strip()));
        if (json.isEmpty()) {
            return;
        }
        try {
            roots.add(Json.lenient(json));
        } catch (JsonProcessingException e) {
            problems.add(e.getOriginalMessage());
        }
    }

    /// Without what wraps a block in pages that were once XHTML, and the semicolon of those who took it for script. By
    /// hand: a pattern that looks for the end of a block tries each of its spaces.
    private static String unwrapped(String block) {
        var start = block.startsWith(COMMENT) ? block.substring(COMMENT.length()).stripLeading() : block;
        var json = OPENINGS.stream().filter(start::startsWith).findFirst()
                .map(opening -> start.substring(opening.length()).stripLeading()).orElse(block);
        for (var ending : ENDINGS) {
            if (json.endsWith(ending)) {
                json = without(ending, json);
                json = json.endsWith(COMMENT) ? without(COMMENT, json) : json;
            }
        }
        return json.endsWith(";") ? without(";", json) : json;
    }

    private static String withoutMark(String block) {
        return block.startsWith("\uFEFF") ? block.substring(1).stripLeading() : block;
    }

    private static String without(String ending, String text) {
        return text.substring(0, text.length() - ending.length()).stripTrailing();
    }

    private static JsonLd of(List<JsonNode> roots, List<String> problems) {
        var nodes = new ArrayList<JsonNode>();
        var byId = new HashMap<String, JsonNode>();
        var open = new ArrayDeque<JsonNode>(roots);
        for (int seen = 0; !open.isEmpty() && seen < MAX_NODES; seen++) {
            var node = open.removeFirst();
            if (node.isObject()) {
                if (node.has("@type")) {
                    nodes.add(node);
                }
                if (node.path("@id").isTextual() && node.size() > 1) {
                    byId.putIfAbsent(node.path("@id").textValue(), node);
                }
            }
            node.forEach(child -> {
                if (child.isContainerNode()) {
                    open.addLast(child);
                }
            });
        }
        return new JsonLd(List.copyOf(nodes), Map.copyOf(byId), List.copyOf(problems));
    }

    /// What a property holds: nothing, its one value, or the values of its array; references followed.
    List<JsonNode> values(JsonNode node, String property) {
        var value = node.path(property);
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

    private JsonNode followed(JsonNode node) {
        return node.isObject() && node.size() == 1 && node.path("@id").isTextual()
                ? byId.getOrDefault(node.path("@id").textValue(), node)
                : node;
    }

    /// Whether the node states a type that `pattern` matches, its vocabulary's address aside.
    static boolean is(JsonNode node, Pattern pattern) {
        var type = node.path("@type");
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
            for (var value : values(node, property)) {
                var text = scalar(value);
                if (!text.isBlank()) {
                    return text;
                }
            }
        }
        return "";
    }

    private static String scalar(JsonNode value) {
        if (value.isValueNode()) {
            return value.isNull() ? "" : value.asText();
        }
        for (var property : List.of("@value", "url", "@id", "name")) {
            if (value.path(property).isTextual()) {
                return value.path(property).textValue();
            }
        }
        return "";
    }
}
