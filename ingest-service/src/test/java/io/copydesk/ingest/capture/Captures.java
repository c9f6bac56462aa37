package io.copydesk.ingest.capture;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Captures of fictional pages, and the parser as the service builds it.
final class Captures {
    static final Instant OBSERVED = Instant.parse("2024-06-05T12:00:00Z");
    static final SourceDefinition SOURCE = SourceDefinition.newBuilder().setId("desk").setKind("capture").build();

    private Captures() {}

    static String text(String name) {
        try (InputStream in = Captures.class.getResourceAsStream("/captures/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Observation> read(String text) throws UnreadableException {
        return read(SOURCE, "capture.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    static List<Observation> read(SourceDefinition source, String name, byte[] bytes) throws UnreadableException {
        return new CaptureParser().parse(source, new Document(name, bytes, null, null, 7, OBSERVED)).entries();
    }
}
