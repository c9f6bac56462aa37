package io.copydesk.ingest.poll;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.web.Manners;
import io.copydesk.ingest.web.Web;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Definitions that `sources apply` would have refused, but that stand on the topic.
class ReadersTest {
    private static void assertBroken(SourceDefinition source, String cause) {
        try (var web = new Web(new Manners("test", Duration.ZERO, 1, Map.of()), Clock.systemUTC())) {
            var reader = new Readers(web, new Parsers()::of).of(source);
            assertThatThrownBy(() -> reader.read(new SourceMemory(), 1, Instant.EPOCH)).isInstanceOf(IOException.class)
                    .hasMessage(cause);
        }
    }

    @Test
    void failAndSayWhatIsWrong() {
        assertBroken(SourceDefinition.newBuilder().setId("s").setKind("fax").build(), "kind: 'fax' is unknown");
        assertBroken(SourceDefinition.newBuilder().setId("s").setKind("page").build(),
                "url: no http or https address");
        assertBroken(SourceDefinition.newBuilder().setId("s").setKind("capture").build(), "path: is missing");
        assertBroken(SourceDefinition.newBuilder().setId("s").setKind("page").setUrl("https://tidewater.example/")
                .setZone("Mars/Base").build(), "zone: 'Mars/Base' is no time zone");
    }
}
