package io.copydesk.newsroom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The state of one blog at one moment.
///
/// @param posts in the order of its page, newest first, with those that were retracted
record Blog(Script script, List<Post> posts, Instant modified) {

    /// @param came when each moment came so far, the first one first
    static Blog after(Script script, List<Instant> came) {
        var posts = new ArrayList<Post>();
        var modified = came.getFirst();
        for (int i = 0; i < Math.min(came.size(), script.moments().size()); i++) {
            // as publishers state it
            var at = came.get(i).truncatedTo(ChronoUnit.SECONDS);
            for (var step : script.moments().get(i).steps()) {
                take(step, script, posts, at);
                modified = at;
            }
        }
        return new Blog(script, List.copyOf(posts), modified);
    }

    /// What a format shows that has no sign for what is retracted.
    List<Post> shown() {
        var shown = posts.stream().filter(post -> !post.retracted()).toList();
        return script.window() == 0 ? shown : shown.subList(0, Math.min(script.window(), shown.size()));
    }

    List<Post> retracted() {
        return posts.stream().filter(Post::retracted).toList();
    }

    String permalink(Post post) {
        return script.url() + "#" + post.permalink();
    }

    private static void take(Step step, Script script, List<Post> posts, Instant at) {
        if (step instanceof Step.Publish publish) {
            var author = publish.author() == null ? script.author() : publish.author();
            posts.addFirst(Post.published(publish.entry(), posts.size() + 1, author, Script.words(publish), at));
            return;
        }
        int place = place(posts, step.entry());
        var post = posts.get(place);
        var after = switch (step) {
            case Step.Publish _ -> throw new IllegalStateException("taken above");
            case Step.Edit edit -> post.edited(Script.words(edit, post.text()), at);
            case Step.Touch _ -> post.touched(at);
            case Step.Move move -> post.moved(move.permalink());
            case Step.Repeat _ -> post.shownTwice();
            case Step.Mark mark -> post.marked(mark.pinned(), mark.keyEvent(), at);
            case Step.Retract _ -> post.retracted(true, at);
            case Step.Restore _ -> post.retracted(false, at);
        };
        posts.remove(place);
        posts.add(step instanceof Step.Move ? 0 : place, after);
    }

    private static int place(List<Post> posts, String key) {
        for (int i = 0; i < posts.size(); i++) {
            if (posts.get(i).key().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException(key + " is not published");
    }
}
