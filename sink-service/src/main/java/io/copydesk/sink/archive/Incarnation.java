package io.copydesk.sink.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which incarnation of the topics a folder belongs to: offsets of another one would be taken for known.
///
/// @param archive the folder
/// @param ids where the topics' ids are asked for
record Incarnation(Path archive, TopicIds ids) {
    /// Kafka's id of a topic, which a topic that is made anew does not have again.
    interface TopicIds extends AutoCloseable {
        /// @throws io.copydesk.sink.StoreUnavailableException when Kafka does not tell now
        String of(String topic);

        @Override
        void close();
    }

    /// @throws IllegalStateException when the folder belongs to topics that were made before
    void check() throws IOException {
        for (var archived : Archived.ALL) {
            var topic = archived.topic().name();
            var id = ids.of(topic);
            var file = Durable.folder(archive.resolve(archived.name())).resolve("topic-id");
            if (!Files.exists(file)) {
                Durable.write(file, id.getBytes(StandardCharsets.UTF_8));
            } else if (!Files.readString(file).strip().equals(id)) {
                throw new IllegalStateException("the archive in " + archive + " is of another " + topic + " (id "
                        + Files.readString(file).strip() + ") than this cluster's (id " + id
                        + "): set COPYDESK_ARCHIVE_FOLDER to a new folder, and keep this one to rebuild from");
            }
        }
    }
}
