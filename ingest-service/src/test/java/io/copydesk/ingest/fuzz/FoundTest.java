package io.copydesk.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.copydesk.ingest.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What fuzzing has found once.
class FoundTest {
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    static List<Path> files() throws IOException {
        try (var files = Files.walk(FOUND)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadOrRefusedByEveryParser(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        for (var kind : Kind.values()) {
            ParserFuzz.fuzzerInitialize(new String[]{kind.label()});
            assertThatCode(() -> ParserFuzz.fuzzerTestOneInput(bytes)).as(kind.label()).doesNotThrowAnyException();
        }
    }

    @Test
    void liesInAFolderForEachKind() throws IOException {
        try (Stream<Path> folders = Files.list(FOUND)) {
            assertThat(folders.map(folder -> Kind.of(folder.getFileName().toString())))
                    .allMatch(kind -> kind.isPresent());
        }
    }
}
