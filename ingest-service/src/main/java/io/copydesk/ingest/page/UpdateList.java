package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.OldestFirst;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.Times;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The updates of one posting, out of whatever they are wrapped in.
///
/// @param nodes in the order of the page; objects, or texts that are an update by themselves
/// @param whole whether none is missing, as behind references that lead nowhere
/// @param excess how many older ones were left out, since there are more than a look may have
record UpdateList(List<JsonNode> nodes, boolean whole, int excess) {
    private static final Pattern LIVE_BLOG = Pattern.compile("LiveBlogPosting");
    private static final Pattern POSTING = Pattern.compile("LiveBlogPosting|BlogPosting|SocialMediaPosting");
    private static final List<String> WRAPPED = List.of("itemListElement", "item");

    /// @param posting a LiveBlogPosting, or another node with updates
    static UpdateList of(JsonNode posting, JsonLd data, Times times) {
        var found = found(posting, data);
        if (found.nodes().size() <= Limits.ENTRIES) {
            return found;
        }
        var oldestFirst = oldestFirst(found.nodes(), node -> node, data, times);
        Set<JsonNode> newest = identities();
        newest.addAll(oldestFirst.subList(oldestFirst.size() - Limits.ENTRIES, oldestFirst.size()));
        return new UpdateList(found.nodes().stream().filter(newest::contains).toList(), found.whole(),
                oldestFirst.size() - Limits.ENTRIES);
    }

    /// The same, though there may be others.
    UpdateList cutOff() {
        return new UpdateList(nodes, false, excess);
    }

    /// @param items that stand for updates, in the order of the page
    static <T> List<T> oldestFirst(List<T> items, Function<T, JsonNode> node, JsonLd data, Times times) {
        var published = new IdentityHashMap<JsonNode, Optional<Instant>>();
        items.stream().map(node).forEach(each -> published.put(each, published(each, data, times)));
        return OldestFirst.of(items, item -> published.getOrDefault(node.apply(item), Optional.empty()));
    }

    static Optional<Instant> published(JsonNode update, JsonLd data, Times times) {
        var claim = publishedClaim(update, data);
        return claim.isEmpty() ? Optional.empty() : times.read(claim).getInstant();
    }

    static String publishedClaim(JsonNode update, JsonLd data) {
        return data.text(update, "datePublished", "dateCreated", "uploadDate");
    }

    private static UpdateList found(JsonNode posting, JsonLd data) {
        var list = list(posting, data);
        var open = new ArrayDeque<JsonNode>(list);
        Set<JsonNode> seen = identities();
        seen.add(posting);
        var nodes = new ArrayList<JsonNode>();
        boolean whole = true;
        while (!open.isEmpty()) {
            var node = named(open.removeFirst(), data);
            if (node.isContainerNode() && !seen.add(node)) {
                continue; // referred to twice, or in a circle
            }
            var inner = inner(node, data);
            if (!inner.isEmpty()) {
                inner.reversed().forEach(open::addFirst);
            } else if (isUpdate(node)) {
                nodes.add(node);
            } else {
                whole &= !JsonLd.isReference(node) && !isAddress(node);
            }
        }
        return new UpdateList(List.copyOf(nodes), whole, 0);
    }

    private static List<JsonNode> list(JsonNode posting, JsonLd data) {
        var updates = data.values(posting, "liveBlogUpdate");
        if (!updates.isEmpty() || !JsonLd.is(posting, LIVE_BLOG)) {
            return updates;
        }
        for (var property : List.of("liveBlogUpdates", "blogPost", "blogPosts", "hasPart")) {
            var parts = data.values(posting, property).stream().filter(part -> JsonLd.is(part, POSTING)).toList();
            if (!parts.isEmpty()) {
                return parts;
            }
        }
        return List.of();
    }

    private static List<JsonNode> inner(JsonNode node, JsonLd data) {
        if (node.isArray()) {
            return node.valueStream().map(data::followed).toList();
        }
        return WRAPPED.stream().map(property -> data.values(node, property))
                .filter(values -> values.stream().anyMatch(JsonNode::isContainerNode)).findFirst().orElse(List.of());
    }

    /// A text may name a node by its id.
    private static JsonNode named(JsonNode node, JsonLd data) {
        return node.isTextual() ? data.byId().getOrDefault(node.textValue(), node) : data.followed(node);
    }

    private static boolean isUpdate(JsonNode node) {
        return node.isTextual()
                ? !isAddress(node) && !node.textValue().isBlank()
                : node.isObject() && !node.isEmpty() && !JsonLd.isReference(node);
    }

    private static boolean isAddress(JsonNode node) {
        return node.isTextual()
                && (node.textValue().startsWith("#") || CanonicalUrl.of(node.textValue(), null).isPresent());
    }

    private static Set<JsonNode> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
