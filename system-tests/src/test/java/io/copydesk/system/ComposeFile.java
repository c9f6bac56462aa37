package io.copydesk.system;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.utility.DockerImageName;

/// What `docker-compose.yml` says.
final class ComposeFile {
    private static final Path FILE = Path.of("..", "docker-compose.yml");

    private ComposeFile() {}

    /// The image that this service runs, so that no test runs another.
    static DockerImageName image(String service) throws IOException {
        var image = new YAMLMapper().readTree(FILE.toFile()).required("services").required(service).required("image");
        return DockerImageName.parse(image.textValue());
    }
}
