package io.copydesk.newsroom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to a blog between two states that its readers may see, and how the server behaves before it shows them.
public record Moment(List<Step> steps, List<Fault> faults) {
    public Moment(@Nullable List<Step> steps, @Nullable List<Fault> faults) {
        this.steps = steps == null ? List.of() : List.copyOf(steps);
        this.faults = faults == null ? List.of() : List.copyOf(faults);
    }
}
