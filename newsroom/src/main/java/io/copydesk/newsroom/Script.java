package io.copydesk.newsroom;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One live blog over time. A file of `samples/newsroom`, in YAML.
///
/// @param id also the id of its source
/// @param path where the server shows it
/// @param url its address at its publisher, who does not exist
/// @param author who writes where an entry names nobody else
/// @param complete whether it always shows every entry, so that a missing one is gone
/// @param window how many entries it shows, the newest; 0 for all
/// @param selectors for a page that says nothing of itself
public record Script(String id, Format format, String path, String publisher, String title, String url, String author,
        boolean complete, int window, Map<String, String> selectors, List<Moment> moments) {
    private static final YAMLMapper YAML = new YAMLMapper();

    public Script(String id, Format format, String path, String publisher, String title, String url, String author,
            boolean complete, int window, @Nullable Map<String, String> selectors, List<Moment> moments) {
        this.id = Objects.requireNonNull(id, "id");
        this.format = Objects.requireNonNull(format, "format");
        this.path = Objects.requireNonNull(path, "path");
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.title = Objects.requireNonNull(title, "title");
        this.url = Objects.requireNonNull(url, "url");
        this.author = Objects.requireNonNull(author, "author");
        this.complete = complete;
        this.window = window;
        this.selectors = selectors == null ? Map.of() : Map.copyOf(selectors);
        this.moments = List.copyOf(moments);
        changes(); // names every step that makes no sense
    }

    /// All scripts of a folder, by name.
    ///
    /// @throws IOException naming the file that is no script
    public static List<Script> readAll(Path folder) throws IOException {
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        var scripts = new ArrayList<Script>();
        for (var file : files) {
            try {
                scripts.add(YAML.readValue(file.toFile(), Script.class));
            } catch (IOException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return scripts;
    }

    /// What readers must be told of the whole blog, in order.
    public List<Change> changes() {
        return changes(moments.size());
    }

    /// What they must have been told when so many moments have come.
    public List<Change> changes(int came) {
        var told = new ArrayList<Change>();
        var says = new HashMap<String, Text>();
        for (var moment : moments.subList(0, Math.min(came, moments.size()))) {
            moment.steps().forEach(step -> change(step, says).ifPresent(told::add));
        }
        return told;
    }

    /// The model of it all: what one step tells the readers.
    private Optional<Change> change(Step step, Map<String, Text> says) {
        var entry = step.entry();
        var before = says.get(entry);
        if ((before == null) != (step instanceof Step.Publish)) {
            throw new IllegalArgumentException(id + ": " + step + (before == null ? " comes too early" : " again"));
        }
        return Optional.ofNullable(switch (step) {
            case Step.Publish publish -> told(says, entry, Change.Kind.NEW, words(publish));
            case Step.Edit edit -> told(says, entry, edit.kind(), words(edit, says.get(entry)));
            case Step.Mark mark -> format.hasMarks() ? told(says, entry, mark.kind(), says.get(entry)) : null;
            case Step.Retract _ -> new Change(entry, Change.Kind.RETRACTED, new Text("", ""));
            case Step.Restore _ -> told(says, entry, Change.Kind.RESTORED, says.get(entry));
            case Step.Touch _,Step.Move _,Step.Repeat _ -> null;
        });
    }

    private static Change told(Map<String, Text> says, String entry, Change.Kind kind, @Nullable Text text) {
        var now = Objects.requireNonNull(text, entry);
        says.put(entry, now);
        return new Change(entry, kind, now);
    }

    static Text words(Step.Publish publish) {
        return new Text(Objects.requireNonNullElse(publish.headline(), ""),
                Objects.requireNonNullElse(publish.body(), ""));
    }

    static Text words(Step.Edit edit, @Nullable Text before) {
        var old = Objects.requireNonNull(before);
        return new Text(Objects.requireNonNullElse(edit.headline(), old.headline()),
                Objects.requireNonNullElse(edit.body(), old.body()));
    }
}
