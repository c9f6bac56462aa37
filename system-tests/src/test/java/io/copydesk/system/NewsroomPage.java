package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.newsroom.Change;
import io.copydesk.newsroom.Script;
import io.copydesk.system.Reader.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// The page as it looks when the newsroom has come to its end, photographed for the documents: see CONTRIBUTING.md.
record NewsroomPage(Chromium chromium, String address, List<Script> scripts) {
    private static final Path PICTURES = Path.of(System.getProperty("screenshots", "target/screenshots"));

    void assertShown() throws IOException {
        try (var reader = chromium.reader(address, Look.DESK)) {
            reader.awaitLive();
            await().pollInSameThread().atMost(Desk.SOON).until(() -> reader.headlines().containsAll(headlines()));
            assertThat(reader.page().locator("#feed button.story").count()).isPositive();
            reader.page().locator("#entity-trends canvas").first().waitFor();
            reader.assertNoComplaint();
        }
        Files.createDirectories(PICTURES);
        photograph();
    }

    /// Of the entries that are still published.
    private Set<String> headlines() {
        var headlines = new HashMap<String, String>();
        for (var script : scripts) {
            for (var change : script.changes()) {
                var name = script.id() + " " + change.entry();
                if (change.kind() == Change.Kind.RETRACTED || change.text().headline().isEmpty()) {
                    headlines.remove(name);
                } else {
                    headlines.put(name, change.text().headline());
                }
            }
        }
        return Set.copyOf(headlines.values());
    }

    private void photograph() {
        photograph(Look.DESK, "light");
        photograph(Look.NIGHT, "dark");
        photograph(Look.PHONE, "phone");
        try (var reader = chromium.reader(address, Look.DESK)) {
            awaitFilled(reader);
            reader.page().locator("#feed button.story").first().click();
            reader.page().locator("#tellings > li").nth(1).waitFor();
            assertThat(reader.page().locator("#tellings").innerText()).contains("tidewater-suez", "halyard-suez",
                    "shares Suez Canal");
            reader.photograph(PICTURES.resolve("story.png"));
        }
        try (var reader = chromium.reader(address + "?kind=CORRECTED&kind=RETRACTED", Look.DESK)) {
            awaitFilled(reader);
            reader.page().locator("#feed > article.corrected").first().waitFor();
            reader.photograph(PICTURES.resolve("corrections.png"));
        }
    }

    private void photograph(Look look, String name) {
        try (var reader = chromium.reader(address, look)) {
            awaitFilled(reader);
            reader.photograph(PICTURES.resolve(name + ".png"));
        }
    }

    /// With what comes after the feed, too.
    private static void awaitFilled(Reader reader) {
        reader.awaitLive();
        reader.page().locator("#feed > article").first().waitFor();
        reader.awaitThat("document.querySelector('.spark canvas') !== null"
                + " && !document.getElementById('sources-said').textContent.startsWith('Loading')");
    }
}
