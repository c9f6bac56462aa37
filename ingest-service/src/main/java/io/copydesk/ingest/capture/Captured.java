package io.copydesk.ingest.capture;

import io.copydesk.contracts.EntryRole;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a layout read from one capture.
///
/// @param page the page's own address, null when the capture does not show it
/// @param entries oldest first
record Captured(@Nullable URI page, List<Item> entries) {
    Captured {
        entries = List.copyOf(entries);
    }

    /// One entry as the capture shows it.
    ///
    /// @param headline empty when it has none
    /// @param authors names as published
    /// @param day the day that the capture names for it, null when it names none
    /// @param permalink the address of this very entry, null when the capture shows none
    record Item(EntryRole role, String headline, List<String> paragraphs, List<String> authors, @Nullable Day day,
            @Nullable String permalink) {
        Item {
            paragraphs = List.copyOf(paragraphs);
            authors = List.copyOf(authors);
        }

        static Item of(EntryRole role, String headline, List<String> paragraphs) {
            return new Item(role, headline, paragraphs, List.of(), null, null);
        }

        Item on(Day of) {
            return new Item(role, headline, paragraphs, authors, of, permalink);
        }

        Item by(List<String> names) {
            return new Item(role, headline, paragraphs, names, day, permalink);
        }

        String body() {
            return String.join("\n\n", paragraphs);
        }
    }
}
