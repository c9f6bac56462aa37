package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.SourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturesTest {
    @TempDir
    Path folder;

    @Test
    void readsSavedFilesOfEveryKindAndSaysWhyItLeavesOutTheOthers() throws IOException {
        save("feed.rss", "<rss version='2.0'><channel><item><title>Off</title></item></channel></rss>");
        save("page.html", "<p itemscope itemtype='https://schema.org/Article'><b itemprop=headline>Off</b></p>");
        save("blog.json", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\"}]}");
        save("empty.xml", "");
        save("picture.png", "");

        var captures = Captures.of(folder);

        assertThat(captures.sources()).extracting(SourceDefinition::getId).containsExactly("blog", "feed", "page");
        assertThat(captures.unreadable()).singleElement().asString().startsWith("empty.xml: ");
        assertThat(captures.skipped()).singleElement().asString().startsWith("picture.png: ");
    }

    private void save(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
