package io.copydesk.ingest.poll;

import static io.copydesk.ingest.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.source.Sources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The sample newsroom, read look by look without Kafka.
class SamplesTest {
    private static final Path SAMPLES = Path.of("../samples");

    private record Counts(int looks, int seen, int absences, int rejected) {}

    @Test
    void findsInTheSamplesWhatTheirDescriptionSays() throws Exception {
        var expected = new HashMap<String, Counts>();
        for (JsonNode source : new JsonMapper().readTree(SAMPLES.resolve("expected.json").toFile()).path("sources")) {
            expected.put(source.path("source").asText(), new Counts(source.path("looks").asInt(),
                    source.path("seen").asInt(), source.path("absences").asInt(), 0));
        }
        var found = new HashMap<String, Counts>();
        for (var source : Sources.read(SAMPLES.resolve("sources.yaml"))) {
            found.put(source.getId(), replay(source));
        }
        assertThat(found).isNotEmpty().containsExactlyInAnyOrderEntriesOf(Map.copyOf(expected));
    }

    private static Counts replay(SourceDefinition source) throws Exception {
        var reader = new CaptureReader(source, Path.of(source.getPath().orElseThrow()), new Parsers().of(Kind.CAPTURE));
        var memory = new SourceMemory();
        int looks = 0;
        int seen = 0;
        int absences = 0;
        int rejected = 0;
        while (reader.read(memory, looks + 1, NOON) instanceof Reading.Shown shown) {
            looks++;
            var findings = Comparison.of(memory, source.getId(), shown.look(), looks, NOON);
            findings.news().forEach(news -> memory.rememberEntry(news.evidence(), news.state()));
            seen += findings.seen() + findings.unchanged();
            absences += (int) findings.news().stream().skip(findings.seen()).filter(news -> news.observation() != null)
                    .count();
            rejected += findings.rejected().size();
        }
        return new Counts(looks, seen, absences, rejected);
    }
}
