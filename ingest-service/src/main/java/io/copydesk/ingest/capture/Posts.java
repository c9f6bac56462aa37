package io.copydesk.ingest.capture;

import java.util.ArrayList;
import java.util.List;

/// Paragraphs to posts. A block is a run of paragraphs between borders that the page still shows; posts never cross
/// them.
final class Posts {
    private Posts() {}

    /// @param blocks in the order of the page
    /// @return for each block its posts, each as its paragraphs
    static List<List<List<String>>> of(List<List<String>> blocks) {
        List<List<Paragraph>> read = blocks.stream().map(block -> block.stream().map(Paragraph::of).toList()).toList();
        Cohesion cohesion = new Cohesion(new PageWords(read.stream().flatMap(List::stream).toList()));
        return read.stream().map(block -> group(block, cohesion)).toList();
    }

    private static List<List<String>> group(List<Paragraph> block, Cohesion cohesion) {
        List<Post> posts = new ArrayList<>();
        for (Paragraph paragraph : block) {
            if (!posts.isEmpty() && cohesion.continues(posts.getLast(), paragraph)) {
                posts.getLast().add(paragraph);
            } else {
                posts.add(new Post(paragraph));
            }
        }
        return posts.stream().map(Post::texts).toList();
    }
}
