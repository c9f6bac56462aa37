package io.copydesk.ingest.cms;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Draft;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One post of a Superdesk live blog, made of one or more items.
record SuperdeskPost(Fields post) {

    static boolean is(Fields node) {
        boolean another = node.has("blog_status") || node.text("particular_type").equals("item");
        boolean named = !node.text("_id", "guid").isEmpty();
        boolean filled = node.has("deleted") || node.at("groups").isArray();
        return node.isObject() && !another && ((named && filled) || node.at("post_status").node().isTextual());
    }

    String id() {
        return post.text("_id", "guid");
    }

    Fields blog() {
        return post.at("blog");
    }

    String updated() {
        return post.text("_updated", "versioncreated");
    }

    Optional<Double> order() {
        var order = post.at("order").node();
        return order.isNumber() ? Optional.of(order.doubleValue()) : Optional.empty();
    }

    /// Empty for what is no update of the newsroom's: drafts, submissions, readers' comments, adverts.
    Optional<Observation> entry(Draft draft) {
        if (isOthers()) {
            return Optional.empty();
        }
        draft.id(id()).published(post.text("published_date", "firstcreated", "_created"));
        if (isTakenBack()) {
            return Optional.of(draft.retracted().observation());
        }
        return isOpen() ? Optional.of(tell(draft).observation()) : Optional.empty();
    }

    private String status() {
        return post.text("post_status").toLowerCase(Locale.ROOT);
    }

    private boolean isOpen() {
        return status().isEmpty() || status().equals("open");
    }

    private boolean isOthers() {
        return status().equals("comment") || status().equals("ad")
                || SuperdeskItem.isOthers(post.text("post_items_type"))
                || (!items().isEmpty() && items().stream().allMatch(SuperdeskItem::isOthers));
    }

    /// A deleted post stays `open`; one that its editors put back among the drafts says when.
    private boolean isTakenBack() {
        return isOpen() ? post.isTrue("deleted") : !post.text("unpublished_date").isEmpty();
    }

    private Draft tell(Draft draft) {
        draft.headline(post.text("headline")).modified(post.text("content_updated_date", "_updated"))
                .language(post.text("language")).pinned(post.isTrue("sticky"))
                .keyEvent(post.isTrue("lb_highlight") || post.isTrue("highlight"));
        authors().forEach(draft::author);
        items().forEach(item -> item.add(draft));
        return draft;
    }

    /// The newsroom from which the post was syndicated names its own author on the items.
    private List<String> authors() {
        var syndicated = items().stream().map(item -> item.item().at("syndicated_creator").text("display_name"))
                .filter(name -> !name.isEmpty()).toList();
        if (!syndicated.isEmpty()) {
            return syndicated;
        }
        return Stream
                .of(post.at("original_creator").text("display_name"), post.text("byline"),
                        post.at("publisher").text("display_name"))
                .filter(name -> !name.isEmpty()).limit(1).toList();
    }

    /// Version 2 of the interface lists the items, version 1 hides them in the groups of a package.
    private List<SuperdeskItem> items() {
        var grouped = post.list("groups").stream().flatMap(group -> group.list("refs").stream())
                .map(ref -> ref.at("item"));
        return Stream.concat(grouped, post.list("items").stream()).filter(Fields::isObject).map(SuperdeskItem::new)
                .toList();
    }
}
