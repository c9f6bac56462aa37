package io.copydesk.ingest.cms;

import io.copydesk.ingest.Draft;
import java.util.Set;

/// One entry of the Liveblog plugin. An update or a deletion is a record of its own there, which the answer gives the id
/// of the entry that it replaces, with the record's time as `timestamp` and the replaced entry's as `entry_time`.
///
/// @param first the record of which this is an update, where the answer has both, else the entry itself
record WordPressEntry(Fields entry, Fields first) {

    private static final Set<String> TYPES = Set.of("new", "update", "delete");

    WordPressEntry(Fields entry) {
        this(entry, entry);
    }

    static boolean is(Fields node) {
        boolean named = !node.text("id", "replaces").isEmpty() && isTyped(node);
        return node.isObject() && (named || !node.text("render", "content", "html").isEmpty());
    }

    static boolean isTyped(Fields node) {
        return TYPES.contains(node.text("type"));
    }

    String id() {
        return entry.text("replaces").equals("0") || entry.text("replaces").isEmpty()
                ? entry.text("id")
                : entry.text("replaces");
    }

    String link() {
        return entry.text("share_link");
    }

    private boolean isDeletion() {
        return entry.text("type").equals("delete");
    }

    private boolean isUpdate() {
        return entry.text("type").equals("update");
    }

    /// Which of two records of one entry holds, given in the order of the answer: the newer, of two of one second the
    /// deletion, else the latter.
    WordPressEntry replacedBy(WordPressEntry later) {
        int order = seconds(entry.text("timestamp")).compareTo(seconds(later.entry.text("timestamp")));
        boolean stays = order > 0 || (order == 0 && isDeletion());
        var oldest = order > 0 ? later.first : first;
        return new WordPressEntry(stays ? entry : later.entry, oldest);
    }

    private static Long seconds(String timestamp) {
        return timestamp.matches("\\d{1,15}") ? Long.valueOf(timestamp) : 0L;
    }

    Draft tell(Draft draft) {
        draft.id(id()).link(link()).published(published());
        if (isUpdate() || isDeletion()) {
            draft.modified(entry.text("timestamp"));
        }
        if (isDeletion()) {
            return draft.retracted();
        }
        body(draft);
        entry.list("authors").forEach(author -> draft.author(author.text("name")));
        if (!entry.at("authors").isArray()) {
            draft.author(entry.text("author_link")); // up to 1.8
        }
        return draft
                .keyEvent(entry.isTrue("key_event") || (" " + entry.text("css_classes") + " ").contains(" type-key "));
    }

    private String published() {
        var stated = entry.text("entry_time");
        if (!stated.isEmpty() && !stated.equals("0")) {
            return stated;
        }
        return first.text("type").equals("update") || first.text("type").equals("delete")
                ? ""
                : first.text("timestamp");
    }

    /// Up to 1.7 there is only the entry as the page shows it, with author and time around the text.
    private void body(Draft draft) {
        var html = entry.text("render", "content");
        var body = Prose.parsed(html.isEmpty() ? entry.text("html") : html);
        var text = html.isEmpty() ? body.selectFirst(".liveblog-entry-text") : body;
        var shown = text == null ? body : text;
        shown.select("span.liveblog-command").remove(); // what the reporter typed to mark the entry
        Prose.add(shown, draft);
    }
}
