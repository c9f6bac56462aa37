package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// What `mvn -pl schemas deploy` would give to a downstream team.
class PublishedArtifactIT {
    private static final Path TARGET = Path.of("target");
    private static final int JAVA_17 = 61;

    @Test
    void holdsTheClassesAndTheContractsForJava17() throws IOException {
        try (var jar = jar("")) {
            var names = names(jar);
            assertThat(names).contains("io/copydesk/contracts/Entry.class", "io/copydesk/schemas/Topics.class",
                    "avro/Entry.avsc", "avro/Change.avsc",
                    "io/copydesk/schemas/history/copydesk.entries/1.avsc",
                    "META-INF/services/org.apache.avro.Conversion");
            assertThat(names).noneMatch(name -> name.startsWith("io/confluent"));
            try (var entry = new DataInputStream(jar.getInputStream(new ZipEntry(
                    "io/copydesk/contracts/Entry.class")))) {
                entry.readInt(); // the magic number
                entry.readUnsignedShort(); // the minor version
                assertThat(entry.readUnsignedShort()).isEqualTo(JAVA_17);
            }
        }
    }

    @Test
    void comesWithItsSourcesTheGeneratedOnesToo() throws IOException {
        try (var jar = jar("-sources")) {
            assertThat(names(jar)).contains("io/copydesk/contracts/Entry.java", "io/copydesk/schemas/Topics.java",
                    "avro/Entry.avsc");
        }
    }

    @Test
    void hasAPomThatStandsAlone() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(TARGET.resolve(".flattened-pom.xml").toFile()).getDocumentElement();
        assertThat(pom.getElementsByTagName("parent").getLength()).isZero();
        var needed = new ArrayList<String>();
        var dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            var dependency = (Element) dependencies.item(i);
            assertThat(text(dependency, "version")).isNotBlank().doesNotContain("$");
            if (!text(dependency, "optional").equals("true")) {
                needed.add(text(dependency, "artifactId"));
            }
        }
        assertThat(needed).containsExactlyInAnyOrder("avro", "kafka-clients", "slf4j-api", "jspecify");
    }

    private static String text(Element element, String name) {
        var found = element.getElementsByTagName(name).item(0);
        return found == null ? "" : Objects.requireNonNullElse(found.getTextContent(), "");
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(ZipEntry::getName).toList();
    }

    private static JarFile jar(String kind) throws IOException {
        try (var files = Files.newDirectoryStream(TARGET, "schemas-[0-9]*[0-9T]" + kind + ".jar")) {
            return new JarFile(files.iterator().next().toFile());
        }
    }
}
