package io.copydesk.ingest.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.push.Fault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Updates as `POST /v1/updates` takes them, read whole: all of them are good, or all faults are named.
///
/// @param observations one for each update, in order; empty when there are faults
/// @param faults in the order of the updates
public record Updates(List<Observation> observations, List<Fault> faults) {
    public static final int MAX_UPDATES = 1_000;
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    static final int MAX_DEPTH = 8;
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(50)
                    .maxNameLength(200).maxStringLength(MAX_BYTES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build());

    /// How the updates stand in the bytes.
    public enum Format {
        /// One object, or an array of them.
        JSON,
        /// One object a line.
        LINES
    }

    public Updates {
        observations = List.copyOf(observations);
        faults = List.copyOf(faults);
    }

    public boolean isGood() {
        return faults.isEmpty();
    }

    /// @param observedAt when they came
    public static Updates read(byte[] bytes, Format format, Instant observedAt) {
        var reading = new Reading(observedAt);
        try {
            var marked = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var text = marked.startsWith("\uFEFF") ? marked.substring(1) : marked;
            switch (format) {
            case JSON -> reading.json(text);
            case LINES -> reading.lines(text);
            }
        } catch (CharacterCodingException e) {
            reading.fault("is not UTF-8", Kind.INVALID);
        }
        return reading.done();
    }

    private static final class Reading {
        private final Instant observedAt;
        private final List<Observation> observations = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private int index;

        Reading(Instant observedAt) {
            this.observedAt = observedAt;
        }

        void json(String text) {
            try (var parser = MAPPER.createParser(text)) {
                boolean array = parser.nextToken() == JsonToken.START_ARRAY;
                if (!array) {
                    one(parser);
                } else {
                    while (parser.nextToken() != JsonToken.END_ARRAY && !isFull()) {
                        one(parser);
                    }
                }
                if (!isFull() && parser.nextToken() != null) {
                    fault("something follows the JSON " + (array ? "array" : "object"), Kind.INVALID);
                }
            } catch (JsonProcessingException e) {
                fault("is no JSON: " + e.getOriginalMessage(), Kind.INVALID);
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
        }

        void lines(String text) {
            text.lines().filter(line -> !line.isBlank()).takeWhile(_ -> !isFull()).forEach(line -> {
                try (var parser = MAPPER.createParser(line)) {
                    parser.nextToken();
                    int before = index;
                    one(parser);
                    if (index == before + 1 && parser.nextToken() != null) {
                        faults.add(new Fault(before, "", "something follows the object on its line", Kind.INVALID));
                    }
                } catch (JsonProcessingException e) {
                    fault("is no JSON: " + e.getOriginalMessage(), Kind.INVALID);
                    index++;
                } catch (IOException e) {
                    throw new UncheckedIOException("reading from memory", e);
                }
            });
        }

        private void one(JsonParser parser) throws IOException {
            JsonNode update = parser.currentToken() == null ? null : MAPPER.readTree(parser);
            if (update == null || !update.isObject()) {
                fault("must be a JSON object", Kind.INVALID);
            } else {
                var read = new UpdateReader(index, update, observedAt);
                observations.add(read.observation());
                faults.addAll(read.faults());
            }
            index++;
        }

        /// Stops reading one past the limit, which is then exceeded for sure.
        private boolean isFull() {
            return index > MAX_UPDATES;
        }

        void fault(String problem, Kind kind) {
            faults.add(new Fault(index, "", problem, kind));
        }

        Updates done() {
            if (isFull()) {
                return new Updates(List.of(),
                        List.of(new Fault(MAX_UPDATES, "", "more than " + MAX_UPDATES + " updates", Kind.TOO_LARGE)));
            }
            if (faults.isEmpty() && observations.isEmpty()) {
                fault("holds no update", Kind.INVALID);
            }
            return new Updates(faults.isEmpty() ? observations : List.of(), faults);
        }
    }
}
