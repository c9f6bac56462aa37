package io.copydesk.sink.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// OpenSearch in a container of the image that the compose project runs, and how a test asks it.
public final class SearchContainer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PORT = 9200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final GenericContainer<?> container;

    private SearchContainer(GenericContainer<?> container) {
        this.container = container;
    }

    public static SearchContainer start() throws IOException {
        var container = new GenericContainer<>(image()).withExposedPorts(PORT)
                .withEnv("discovery.type", "single-node").withEnv("DISABLE_SECURITY_PLUGIN", "true")
                .withEnv("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m")
                .waitingFor(Wait.forHttp("/").forPort(PORT).withStartupTimeout(Duration.ofMinutes(4)));
        container.start();
        return new SearchContainer(container);
    }

    // so that no test runs another
    private static DockerImageName image() throws IOException {
        try (var lines = Files.lines(Path.of("..", "docker-compose.yml"))) {
            return lines.map(String::strip).filter(line -> line.startsWith("image: opensearchproject/"))
                    .map(line -> DockerImageName.parse(line.substring("image: ".length()))).findFirst().orElseThrow();
        }
    }

    public URI url() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    /// @param path after the host, with its slash
    public JsonNode get(String path) throws Exception {
        return ask("GET", path, "");
    }

    /// The answer, whatever its status.
    public JsonNode ask(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// The document as it was written, searched or not; none if there is none.
    public Optional<JsonNode> document(String index, String id) throws Exception {
        return Optional.of(get("/" + index + "/_doc/" + id)).filter(answer -> answer.path("found").asBoolean());
    }

    public void refresh() throws Exception {
        ask("POST", "/_refresh", "");
    }

    public void pause() {
        container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
    }

    public void unpause() {
        container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        http.close();
        container.stop();
    }
}
