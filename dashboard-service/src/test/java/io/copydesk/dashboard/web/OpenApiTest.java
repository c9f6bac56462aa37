package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.contracts.TextField;
import io.copydesk.dashboard.DashboardConfiguration;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The document against what the server does.
class OpenApiTest {
    private static final Path SOURCES = Path.of("src/main/java/io/copydesk/dashboard/web");
    private static final Pattern READ = Pattern
            .compile("(?:queryParam\\(|(?:values|number|time)\\(request, )\"(\\w+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final History NO_ONE = new History("jdbc:postgresql://127.0.0.1:1/none", "none", "");
    private static final View VIEW = new View("c1", 1, ViewLimits.USUAL);
    private static DashboardServer server;
    private static Described described;

    @BeforeAll
    static void start() throws IOException {
        server = DashboardServer.start(Configuration.load(DashboardConfiguration.class,
                Map.of("COPYDESK_DASHBOARD_PORT", "0", "COPYDESK_DASHBOARD_TOKEN", "sesame")).dashboard(),
                () -> Optional.of(VIEW), () -> new Readiness(true, "running"), Optional.of(NO_ONE),
                new SimpleMeterRegistry(), Clock.systemUTC());
        described = new Described();
    }

    @AfterAll
    static void stop() {
        VIEW.close();
        server.close();
        NO_ONE.close();
        HTTP.shutdownNow();
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    @Test
    void isServedToEveryone() throws Exception {
        var answer = get(DashboardServer.DESCRIPTION, "none");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1.");
    }

    @Test
    void hasEveryPathOfTheServerAndNoOther() throws Exception {
        assertThat(described.routes()).containsExactlyInAnyOrderElementsOf(server.routes());
        for (var route : server.routes()) {
            if (route.startsWith("GET ") && !route.endsWith(DashboardServer.DESCRIPTION)) {
                var answer = get(route.substring(4).replace("{id}", "e1"), "none");
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(described.faults(answer)).isEmpty();
            }
        }
    }

    @Test
    void hasEveryParameterThatIsReadAndNoOther() throws IOException {
        var read = new TreeSet<String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.toList()) {
                READ.matcher(Files.readString(file)).results().forEach(found -> read.add(found.group(1)));
            }
        }
        var written = new TreeSet<String>();
        for (var route : described.routes()) {
            parameters(route).stream().filter(each -> each.path("in").asText().equals("query"))
                    .forEach(each -> written.add(each.path("name").asText()));
        }
        assertThat(written).isEqualTo(read);
    }

    private static List<JsonNode> parameters(String route) {
        return described.parameters(route.substring(route.indexOf(' ') + 1));
    }

    /// Those with a form are refused in any other; those with bounds, beyond them.
    @Test
    void boundsParametersAsTheServerDoes() throws Exception {
        int refused = 0;
        for (var route : described.routes()) {
            for (var parameter : parameters(route)) {
                for (var value : refused(parameter)) {
                    var q = route.endsWith("/search") && !parameter.path("name").asText().equals("q") ? "q=ship&" : "";
                    var answer = get(route.substring(4).replace("{id}", "e1") + "?" + q
                            + parameter.path("name").asText() + "=" + value, "sesame");
                    assertThat(answer.statusCode()).as(route + " " + parameter + " " + value).isEqualTo(400);
                    assertThat(described.faults(answer)).isEmpty();
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    private static List<String> refused(JsonNode parameter) {
        var schema = parameter.path("schema");
        if (schema.has("maximum")) {
            return List.of(Long.toString(schema.path("minimum").asLong() - 1),
                    Long.toString(schema.path("maximum").asLong() + 1), "many");
        }
        return switch (parameter.path("name").asText()) {
            case "q" -> List.of("", "%20", "%00", "a".repeat(schema.path("maxLength").asInt() + 1));
            case "since", "until" -> List.of("noon");
            case "kind" -> List.of("NONE");
            case "entity" -> List.of("Q1" + "&entity=Q1".repeat(schema.path("maxItems").asInt()), "%00");
            default -> List.of();
        };
    }

    @Test
    void hasTheNamesOfTheContracts() {
        assertThat(named("ChangeKind")).isEqualTo(names(ChangeKind.values()));
        assertThat(named("Card/properties/status")).isEqualTo(names(EntryStatus.values()));
        assertThat(named("Card/properties/role")).isEqualTo(names(EntryRole.values()));
        assertThat(named("Mention/properties/field")).isEqualTo(names(TextField.values()));
        assertThat(named("Source/properties/status")).isEqualTo(names(SourceStatus.values()));
    }

    private static List<String> named(String schema) {
        var names = described.document().at("/components/schemas/" + schema + "/enum");
        return StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
