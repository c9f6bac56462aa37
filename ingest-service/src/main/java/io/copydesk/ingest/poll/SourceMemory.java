package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is acknowledged of one source and its entries. Written by the source's own poller after each commit.
final class SourceMemory {
    private volatile @Nullable IngestState source;
    private final Map<String, IngestState> entries = new ConcurrentHashMap<>();

    /// Empty before the first look that published anything.
    Optional<IngestState> source() {
        return Optional.ofNullable(source);
    }

    /// By evidence; a live view.
    Map<String, IngestState> entries() {
        return entries;
    }

    /// The last look that published anything, in whole or, when its last transactions failed, in part.
    long lastLook() {
        long look = source().map(IngestState::getLook).orElse(0L);
        for (var entry : entries.values()) {
            look = Math.max(look, entry.getLook());
        }
        return look;
    }

    void rememberSource(@Nullable IngestState state) {
        source = state;
    }

    void rememberEntry(String evidence, @Nullable IngestState state) {
        if (state == null) {
            entries.remove(evidence);
        } else {
            entries.put(evidence, state);
        }
    }
}
