package io.copydesk.sink.opensearch;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.opensearch.Cluster.Place;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;

/// One document to be written or deleted, unless the index knows a higher version of it.
///
/// @param topic where it came from
/// @param version the document's own; a deletion has that of what it deletes
/// @param document null to delete
record Action(String topic, String index, String id, long version, @Nullable Document document) {
    private static final int ENVELOPE_BYTES = 200;

    static Action write(String index, Entry entry) {
        return new Action(Topics.ENTRIES.name(), index, entry.getId(), entry.getVersion(), Document.of(entry));
    }

    static Action write(String index, StoryLink link) {
        return new Action(Topics.STORIES.name(), index, link.getEntry(), link.getLinkVersion(), Document.of(link));
    }

    static Action delete(String topic, Place place, long version) {
        return new Action(topic, place.index(), place.id(), version, null);
    }

    boolean isDeletion() {
        return document == null;
    }

    Place place() {
        return new Place(index, id);
    }

    /// Of a bulk request, about.
    int bytes() {
        return ENVELOPE_BYTES + (document == null ? 0 : document.bytes());
    }

    BulkOperation operation() {
        if (document == null) {
            return BulkOperation.of(one -> one.delete(delete -> delete.index(index).id(id).version(version)
                    .versionType(VersionType.ExternalGte)));
        }
        return BulkOperation.of(one -> one.index(write -> write.index(index).id(id).version(version)
                .versionType(VersionType.External).document(document)));
    }
}
