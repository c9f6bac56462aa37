package io.copydesk.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.newsroom.Change.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    @TempDir
    Path folder;

    @Test
    void hasABlogOfEveryFormatAndEveryKindOfChangeAndFault() {
        var scripts = Samples.all();
        assertThat(scripts).extracting(Script::format).contains(Format.values());
        assertThat(scripts).extracting(Script::id).doesNotHaveDuplicates();
        assertThat(scripts).extracting(Script::path).doesNotHaveDuplicates();
        assertThat(scripts.stream().flatMap(script -> script.changes().stream()).map(Change::kind).distinct())
                .containsExactlyInAnyOrder(Kind.values());
        assertThat(scripts.stream().flatMap(script -> script.moments().stream()).flatMap(m -> m.faults().stream())
                .distinct()).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void tellsWhatReadersMustHaveBeenTold() throws Exception {
        var script = script("""
                moments:
                  - steps:
                      - {do: publish, entry: a, headline: One, body: "first\\nsecond"}
                      - {do: publish, entry: b, body: Two}
                  - steps:
                      - {do: edit, entry: a, headline: Uno, kind: CORRECTED}
                      - {do: touch, entry: b}
                      - {do: mark, entry: b, pinned: true, kind: MINOR_EDIT}
                  - faults: ["500"]
                  - steps:
                      - {do: retract, entry: a}
                      - {do: move, entry: b, permalink: elsewhere}
                  - steps:
                      - {do: restore, entry: a}
                """);
        var one = new Text("One", "first\nsecond");
        var uno = new Text("Uno", "first\nsecond");
        var told = List.of(new Change("a", Kind.NEW, one), new Change("b", Kind.NEW, new Text("", "Two")),
                new Change("a", Kind.CORRECTED, uno), new Change("a", Kind.RETRACTED, new Text("", "")),
                new Change("a", Kind.RESTORED, uno));
        assertThat(script.changes()).isEqualTo(told);
        assertThat(script.changes(1)).isEqualTo(told.subList(0, 2));
        assertThat(script.changes(3)).isEqualTo(told.subList(0, 3));
        assertThat(script.changes(99)).isEqualTo(told);
    }

    /// A look shows the last of them only.
    @Test
    void changesNoEntryTwiceInOneMoment() {
        for (var script : Samples.all()) {
            for (var moment : script.moments()) {
                var entries = moment.steps().stream().map(Step::entry).toList();
                assertThat(new HashSet<>(entries)).as(script.id()).hasSameSizeAs(entries);
            }
        }
    }

    /// Entries are told apart by what they said first.
    @Test
    void beginsNoTwoEntriesOfABlogWithTheSameWords() {
        assertThat(Samples.all()).allSatisfy(script -> assertThat(
                script.changes().stream().filter(change -> change.kind() == Kind.NEW).map(Change::text))
                .doesNotHaveDuplicates());
    }

    @Test
    void refusesAStepThatMakesNoSense() {
        assertThatThrownBy(() -> script("moments:\n  - steps:\n      - {do: retract, entry: nobody}\n"))
                .isInstanceOf(IOException.class).hasMessageContaining("one.yaml").hasMessageContaining("nobody");
        assertThatThrownBy(() -> script("moments:\n  - steps:\n      - {do: sing, entry: a}\n"))
                .isInstanceOf(IOException.class).hasMessageContaining("sing");
        assertThatThrownBy(() -> script("moments:\n  - faults: [earthquake]\n")).isInstanceOf(IOException.class)
                .hasMessageContaining("earthquake");
    }

    private Script script(String moments) throws IOException {
        Files.writeString(folder.resolve("one.yaml"), """
                id: one
                format: json-ld
                path: /one
                publisher: Tidewater
                title: One
                url: https://tidewater.example/live/one
                author: Ada Quill
                """ + moments);
        return Script.readAll(folder).getFirst();
    }
}
