package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/asyncapi.yaml against the schema that the AsyncAPI initiative publishes. That it is what this build would make is
/// tested with the command.
class AsyncApiIT {
    private static final Path LOCKED = Path.of("src", "test", "npm", "asyncapi");
    private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.yaml");

    @TempDir
    Path folder;

    private Schema published;

    @BeforeEach
    void fetchesTheSchema() throws Exception {
        assumeThat(Npm.isExpected()).as("NOT RUN: npm cannot be found").isTrue();
        for (var file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(LOCKED.resolve(file), folder.resolve(file));
        }
        Npm.install(folder);
        var schema = folder.resolve("node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json");
        published = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(new ObjectMapper().readTree(schema.toFile()));
    }

    @Test
    void isADocumentAsAsyncApiDefinesIt() throws Exception {
        var document = new YAMLMapper().readTree(DOCUMENT.toFile());

        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(published.validate(document)).isEmpty();
        // and the schema is one that minds
        var broken = Files.readString(DOCUMENT).replaceFirst("action: send", "action: shout");
        assertThat(published.validate(new YAMLMapper().readTree(broken))).isNotEmpty();
        var brokenContract = Files.readString(DOCUMENT).replaceFirst("type: record", "type: recor");
        assertThat(published.validate(new YAMLMapper().readTree(brokenContract))).isNotEmpty();
    }
}
