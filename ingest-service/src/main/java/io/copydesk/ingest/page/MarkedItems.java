package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.copydesk.ingest.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The schema.org items that a page marks in its HTML, as the nodes that its JSON-LD would hold, so that one reader
/// reads both. Finds an item's properties as HTML's algorithm for microdata does.
final class MarkedItems {
    /// What is prose keeps its markup, which says where paragraphs end, and is no address although it may be a link.
    private static final Set<String> PROSE = Set.of("headline", "name", "articleBody", "text", "description", "caption",
            "author", "creator");
    private static final String UPDATE = "liveBlogUpdate";
    private static final String ADDRESS = "url";
    /// In characters; `itemref` and prose within prose would otherwise let a small page become a large one.
    private static final long MAX_WORK = 2L * Limits.DOCUMENT_BYTES;
    private static final int VISIT = 40;

    private final Markings markings;
    private final Map<String, Element> byId = new HashMap<>();
    private final Map<Element, Integer> places = new HashMap<>();
    private final Map<Element, ObjectNode> items = new HashMap<>();
    private final Set<Element> open = new HashSet<>();
    private long work;

    private MarkedItems(Markings markings) {
        this.markings = markings;
    }

    /// @return as JSON-LD of which no block was bad; one problem when the page refers to its own parts without end
    static JsonLd of(Document page, Markings markings) {
        var marked = page.select(markings.items());
        var reader = new MarkedItems(markings);
        if (!marked.isEmpty()) {
            reader.index(page);
        }
        var roots = new ArrayList<JsonNode>();
        marked.stream().filter(item -> !markings.isProperty(item)).forEach(item -> reader.root(item, roots));
        // an item that is a property of nothing counts as well: the one around it may lack its mark
        marked.forEach(item -> reader.root(item, roots));
        return reader.spent()
                ? JsonLd.of(List.of(), List.of("its " + markings + " refers to too much of the page"), false)
                : JsonLd.of(roots, List.of(), true);
    }

    private void root(Element scope, List<JsonNode> roots) {
        if (!items.containsKey(scope)) {
            item(scope, 0).ifPresent(roots::add);
        }
    }

    private void index(Document page) {
        for (var element : page.select("[id], [itemprop]")) {
            places.put(element, places.size());
            byId.putIfAbsent(element.id(), element);
        }
    }

    /// @return nothing for an item that is part of itself, or nests too deep
    private Optional<ObjectNode> item(Element scope, int depth) {
        if (open.contains(scope) || depth > Limits.JSON_DEPTH || spent()) {
            return Optional.empty();
        }
        var known = items.get(scope);
        if (known != null) {
            return Optional.of(known);
        }
        var item = JsonNodeFactory.instance.objectNode();
        items.put(scope, item);
        open.add(scope);
        markings.types(scope).forEach(type -> put(item, "@type", TextNode.valueOf(type)));
        if (!markings.id(scope).isEmpty()) {
            item.put("@id", markings.id(scope));
        }
        var texts = new HashMap<String, Set<Element>>();
        properties(scope).forEach(element -> add(item, element, texts, depth));
        if (!item.has(ADDRESS) && !scope.id().isEmpty() && markings.properties(scope).anyMatch(UPDATE::equals)) {
            item.put(ADDRESS, "#" + scope.id());
        }
        open.remove(scope);
        return Optional.of(item);
    }

    /// The elements that are properties of an item, in the order of the page.
    private List<Element> properties(Element scope) {
        var pending = new ArrayDeque<Element>(scope.children());
        markings.references(scope).flatMap(id -> Optional.ofNullable(byId.get(id)).stream()).distinct()
                .forEach(pending::add);
        boolean scattered = pending.size() > scope.childrenSize();
        var seen = new HashSet<>(Set.of(scope));
        var found = new ArrayList<Element>();
        while (!pending.isEmpty() && !spent()) {
            var element = pending.removeFirst();
            work += VISIT;
            if (!seen.add(element)) {
                continue;
            }
            if (!markings.isItem(element)) {
                element.children().reversed().forEach(pending::addFirst);
            }
            if (markings.isProperty(element)) {
                found.add(element);
            }
        }
        if (scattered) {
            found.sort(Comparator.comparingInt(element -> places.getOrDefault(element, 0)));
        }
        return found;
    }

    private void add(ObjectNode item, Element element, Map<String, Set<Element>> texts, int depth) {
        for (var name : markings.properties(element).distinct().toList()) {
            if (spent()) {
                return;
            }
            work += VISIT;
            if (markings.isItem(element)) {
                item(element, depth + 1).ifPresent(value -> put(item, name, value));
            } else if (!PROSE.contains(name)) {
                put(item, name, paid(HtmlValue.of(element)));
            } else {
                var marked = texts.computeIfAbsent(name, any -> new HashSet<>());
                if (!isWithin(marked, element)) {
                    marked.add(element);
                    put(item, name, paid(prose(element)));
                }
            }
        }
    }

    /// Paragraphs that are marked within a text that is marked are in it already.
    private static boolean isWithin(Set<Element> texts, Element element) {
        if (texts.isEmpty()) {
            return false;
        }
        var around = element.parent();
        while (around != null && !texts.contains(around)) {
            around = around.parent();
        }
        return around != null;
    }

    private String prose(Element element) {
        var content = element.attr("content");
        return content.isBlank() ? element.html() : content;
    }

    private TextNode paid(String text) {
        work += text.length();
        return TextNode.valueOf(text);
    }

    private static void put(ObjectNode item, String name, JsonNode value) {
        var earlier = item.get(name);
        if (earlier == null) {
            item.set(name, value);
        } else if (earlier instanceof ArrayNode values) {
            values.add(value);
        } else {
            item.putArray(name).add(earlier).add(value);
        }
    }

    private boolean spent() {
        return work > MAX_WORK;
    }
}
