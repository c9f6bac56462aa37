package io.copydesk.ingest;

import java.util.Arrays;
import java.util.Optional;

/// How a source is read, under the name that the sources file gives it.
public enum Kind {
    PAGE("page"), FEED("feed"), GUARDIAN("guardian"), WORDPRESS_LIVEBLOG("wordpress-liveblog"), SUPERDESK("superdesk"),
    /// Saved files of any kind; the only one that is not polled over HTTP.
    CAPTURE("capture");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    public static Optional<Kind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    public boolean isPolled() {
        return this != CAPTURE;
    }

    @Override
    public String toString() {
        return label;
    }
}
