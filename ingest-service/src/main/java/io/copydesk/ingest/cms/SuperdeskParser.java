package io.copydesk.ingest.cms;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.CanonicalUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers of Superdesk Live Blog: lists of posts in any of its envelopes, or one post.
public final class SuperdeskParser implements Parser {
    private static final int VERSION = 1;
    private static final Set<String> OVER = Set.of("closed", "deleted");

    @Override
    public String name() {
        return "superdesk";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public boolean recognises(Document document) {
        return Fields.ifAny(document).filter(SuperdeskParser::isAnswer).isPresent();
    }

    private static boolean isAnswer(Fields answer) {
        var lists = lists(answer);
        return lists.stream().flatMap(list -> items(list).stream()).anyMatch(SuperdeskPost::is)
                || lists.stream().anyMatch(list -> list.at("_items").isArray() && list.at("_items").all().isEmpty());
    }

    @Override
    public Look parse(SourceDefinition source, Document document) throws UnreadableException {
        var answer = Fields.of(document);
        var lists = lists(answer);
        if (lists.isEmpty()) {
            throw unreadable(document, answer);
        }
        var found = lists.stream().flatMap(list -> items(list).stream()).toList();
        var posts = found.stream().filter(SuperdeskPost::is).map(SuperdeskPost::new).toList();
        if (posts.isEmpty() && !found.isEmpty()) {
            throw new UnreadableException(document, "none of its items is a post of a Superdesk live blog");
        }
        var blogs = Stream.concat(Stream.of(answer, answer.at("blog")), posts.stream().map(SuperdeskPost::blog))
                .filter(Fields::isObject).toList();
        var origin = new Origin(source, document, this, page(document, blogs));
        var entries = inOrder(once(posts)).stream().flatMap(post -> post.entry(origin.draft()).stream()).toList();
        boolean whole = posts.size() == found.size() && lists.stream().allMatch(SuperdeskParser::isWhole);
        return origin.look(entries, whole, blogs.stream().anyMatch(blog -> OVER.contains(blog.text("blog_status"))));
    }

    /// The lists of posts of an answer: `{posts: …, stickyPosts: …}`, `{_items: […]}`, an array, or a post by itself.
    private static List<Fields> lists(Fields answer) {
        if (answer.isArray() || answer.at("_items").isArray() || SuperdeskPost.is(answer)) {
            return List.of(answer);
        }
        return Stream.of("posts", "stickyPosts").map(answer::at)
                .filter(list -> list.isArray() || list.at("_items").isArray()).toList();
    }

    private static List<Fields> items(Fields list) {
        if (list.isArray()) {
            return list.all();
        }
        return list.at("_items").isArray() ? list.at("_items").all() : List.of(list);
    }

    private static boolean isWhole(Fields list) {
        return !SuperdeskPost.is(list) && !list.at("_links").has("next")
                && list.at("_meta").number("page").orElse(1L) <= 1
                && list.at("_meta").number("total").orElse(0L) <= items(list).size();
    }

    /// A post that sticks may stand in both lists; an edit between two queries makes two versions of it.
    private static List<SuperdeskPost> once(List<SuperdeskPost> posts) {
        var byId = new LinkedHashMap<String, SuperdeskPost>();
        var nameless = new ArrayList<SuperdeskPost>();
        for (var post : posts) {
            if (post.id().isEmpty()) {
                nameless.add(post);
            } else {
                byId.merge(post.id(), post, (one, other) -> other.updated().compareTo(one.updated()) > 0 ? other : one);
            }
        }
        nameless.addAll(0, byId.values());
        return nameless;
    }

    /// Newest first by the editors' own order, if every post has its place in it.
    private static List<SuperdeskPost> inOrder(List<SuperdeskPost> posts) {
        if (posts.stream().anyMatch(post -> post.order().isEmpty())) {
            return posts;
        }
        return posts.stream().sorted(
                Comparator.comparing((SuperdeskPost post) -> post.order().orElseThrow())
                        .reversed())
                .toList();
    }

    private static Page page(Document document, List<Fields> blogs) {
        var address = blogs.stream().map(blog -> blog.text("public_url"))
                .flatMap(url -> CanonicalUrl.absolute(url, document.url()).stream()).findFirst();
        return new Page(address.map(CanonicalUrl::of), address.orElse(document.url()), "");
    }

    private static UnreadableException unreadable(Document document, Fields answer) {
        var error = answer.at("_error");
        var message = Optional.of(error.message("message")).filter(text -> !text.isEmpty())
                .orElse(answer.message("_error", "_message"));
        return new UnreadableException(document,
                message.isEmpty()
                        ? "has no posts of a Superdesk live blog"
                        : "is refused by Superdesk: " + message);
    }
}
