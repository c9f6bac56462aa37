package io.copydesk.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractHistoryTest {
    private static final Path RECORDED = Path.of("..").resolve(ContractHistory.SOURCES);

    @TempDir
    Path home;

    /// When this fails, `./copydesk schemas check` says the same: put the field back, or record the new version.
    @Test
    void keepsEveryContractOnRecordAndCompatibleWithAllItsVersions() {
        assertThat(ContractHistory.check()).hasSize(8).allMatch(Finding::fine);
    }

    @Test
    void holdsEveryVersionThatWasEverCommitted() {
        var versions = Topics.CONTRACTED.stream()
                .collect(Collectors.toMap(Topic::name, topic -> ContractHistory.versions(topic).size()));

        assertThat(versions).allSatisfy((topic, count) -> assertThat(count).as(topic).isPositive());
        assertThat(versions).containsOnlyKeys("copydesk.raw", "copydesk.entries", "copydesk.changes",
                "copydesk.stories", "copydesk.trends", "copydesk.sources", "copydesk.ingest-state",
                "copydesk.source-health");
        assertThat(files()).isEqualTo(versions);
    }

    @Test
    void writesNothingWhenNothingChanged() throws IOException {
        Files.createDirectories(home.resolve(ContractHistory.SOURCES));

        assertThat(ContractHistory.record(home)).allMatch(finding -> finding.state() == State.AS_DECLARED);
        assertThat(home.resolve(ContractHistory.SOURCES)).isEmptyDirectory();
    }

    @Test
    void recordsInASourceTreeOnly() {
        assertThatThrownBy(() -> ContractHistory.record(home)).hasMessageContaining("no source tree");
    }

    @Test
    void namesTheFieldAndTheOldestVersionThatAnEditBreaks() {
        var contract = Topics.STORIES.schema();
        var edited = new Schema.Parser().parse(contract.toString().replace("\"reasons\"", "\"causes\""));

        assertThat(ContractHistory.check("copydesk.stories", edited, List.of(contract, contract))).isEqualTo(
                new Finding("copydesk.stories", State.REFUSED,
                        "reasons is gone: put it back; a field that is out of use stays at its default (version 1)"));
    }

    @Test
    void asksForTheRecordOfAContractThatHasGrown() {
        var contract = Topics.STORIES.schema();
        var grown = new Schema.Parser().parse(contract.toString().replace("\"fields\":[",
                "\"fields\":[{\"name\":\"added\",\"type\":\"int\",\"default\":0},"));

        assertThat(ContractHistory.check("copydesk.stories", grown, List.of(contract))).isEqualTo(
                new Finding("copydesk.stories", State.DIFFERENT,
                        "not on record; run ./copydesk schemas record and commit version 2"));
    }

    private static Map<String, Integer> files() {
        try (var files = Files.walk(RECORDED)) {
            return files.filter(Files::isRegularFile).collect(Collectors
                    .groupingBy(file -> file.getName(file.getNameCount() - 2).toString(),
                            Collectors.summingInt(_ -> 1)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
