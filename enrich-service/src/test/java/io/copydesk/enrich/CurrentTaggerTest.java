package io.copydesk.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.EntityMention;
import io.copydesk.enrich.tagging.GazetteerException;
import io.copydesk.enrich.tagging.NameMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentTaggerTest {
    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private void write(String entities) throws IOException {
        Files.writeString(folder.resolve("own.yaml"), "version: \"1\"\nentities:\n" + entities);
    }

    private static List<String> found(CurrentTagger tagger, String body) {
        return tagger.get().tag("", body, Optional.of("en"), NameMemory.EMPTY).entities().stream()
                .map(EntityMention::getEntity).toList();
    }

    @Test
    void knowsNewNamesWithoutARestart() throws IOException {
        write("- {type: ORGANISATION, label: Quayside Rowers, source: desk}\n");
        try (var tagger = new CurrentTagger(Optional.of(folder), meters)) {
            var before = tagger.get().gazetteerVersion();
            write("""
                    - {type: ORGANISATION, label: Quayside Rowers, source: desk}
                    - {type: PLACE, label: the Old Slipway, source: desk}
                    """);
            tagger.look();

            assertThat(found(tagger, "It rained on the Old Slipway.")).containsExactly("name:the old slipway");
            assertThat(tagger.get().gazetteerVersion()).isNotEqualTo(before);
        }
    }

    @Test
    void keepsTheNamesOfBeforeWhileTheFilesAreBroken() throws IOException {
        write("- {type: PLACE, label: the Old Slipway, source: desk}\n");
        try (var tagger = new CurrentTagger(Optional.of(folder), meters)) {
            write("- {label: the Old Slipway}\n");
            tagger.look();

            assertThat(found(tagger, "It rained on the Old Slipway.")).containsExactly("name:the old slipway");
            assertThat(meters.counter("copydesk.enrich.gazetteer.refused").count()).isEqualTo(1);
        }
    }

    @Test
    void takesAnOwnNameFromWhoeverHadIt() throws IOException {
        write("""
                - {type: ORGANISATION, label: Berlin Rowing Club, names: [Berlin], source: desk}
                - {qid: Q1899, type: PLACE, label: Kyiv the Great, names: [Kyiv], source: desk}
                """);
        try (var tagger = new CurrentTagger(Optional.of(folder), meters)) {
            assertThat(found(tagger, "They row for Berlin, not for Paris.")).containsExactly("name:berlin rowing club",
                    "Q90");
            assertThat(tagger.get().tag("", "In Kyiv.", Optional.of("en"), NameMemory.EMPTY).entities())
                    .singleElement().satisfies(kyiv -> assertThat(kyiv.getLabel()).isEqualTo("Kyiv the Great"));
        }
    }

    @Test
    void doesNotStartWithBrokenFiles() throws IOException {
        write("- {label: Nothing}\n");

        assertThatThrownBy(() -> new CurrentTagger(Optional.of(folder), meters))
                .isInstanceOf(GazetteerException.class).hasMessageContaining("no type for Nothing");
    }
}
