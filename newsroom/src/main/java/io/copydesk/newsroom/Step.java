package io.copydesk.newsroom;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// What an editor does to one entry.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({@JsonSubTypes.Type(name = "publish", value = Step.Publish.class),
        @JsonSubTypes.Type(name = "edit", value = Step.Edit.class),
        @JsonSubTypes.Type(name = "touch", value = Step.Touch.class),
        @JsonSubTypes.Type(name = "move", value = Step.Move.class),
        @JsonSubTypes.Type(name = "repeat", value = Step.Repeat.class),
        @JsonSubTypes.Type(name = "mark", value = Step.Mark.class),
        @JsonSubTypes.Type(name = "retract", value = Step.Retract.class),
        @JsonSubTypes.Type(name = "restore", value = Step.Restore.class)})
public sealed interface Step {
    /// The script's own name of the entry.
    String entry();

    /// @param author the blog's own where none is given
    record Publish(String entry, @Nullable String headline, @Nullable String body, @Nullable String author)
            implements
                Step {}

    /// New words; what is not given stays.
    ///
    /// @param kind an editor's judgement: is it a correction or a minor edit?
    record Edit(String entry, @Nullable String headline, @Nullable String body, Change.Kind kind) implements Step {}

    /// Saved again without a change: only the time of modification moves.
    record Touch(String entry) implements Step {}

    /// To the top of the page, and to a new permalink under the same id.
    record Move(String entry, String permalink) implements Step {}

    /// From now on it is shown twice, where the format knows of that.
    record Repeat(String entry) implements Step {}

    /// The marks beside the text. Formats that have none show nothing of it.
    ///
    /// @param kind what readers of the changes are told, if the format shows it
    record Mark(String entry, boolean pinned, boolean keyEvent, Change.Kind kind) implements Step {}

    /// Taken back: by the format's own sign, or by leaving the page.
    record Retract(String entry) implements Step {}

    record Restore(String entry) implements Step {}
}
