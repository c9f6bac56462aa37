package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The dashboard's API as its OpenAPI document has it.
final class Described {
    private static final String BASE = "https://copydesk.example/openapi.yaml";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OF_THE_DOCUMENT = Set.of("openapi", "info", "servers", "x-limits", "security",
            "paths", "components");
    /// A keyword of a schema that no one knows is a typing error.
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((keyword, _) -> {
                assertThat(OF_THE_DOCUMENT).contains(keyword);
                return new NonValidationKeyword(keyword);
            }).build();

    private final JsonNode document;
    private final SchemaRegistry schemas;

    Described() throws IOException {
        try (var yaml = DashboardServer.class.getResourceAsStream("openapi.yaml")) {
            document = new YAMLMapper().readTree(yaml);
        }
        var text = JSON.writeValueAsString(document);
        schemas = SchemaRegistry.withDialect(DIALECT, registry -> registry.schemas(Map.of(BASE, text)));
    }

    JsonNode document() {
        return document;
    }

    /// The methods and paths, such as `GET /api/about`.
    List<String> routes() {
        var routes = new ArrayList<String>();
        document.path("paths").properties().forEach(path -> path.getValue().fieldNames()
                .forEachRemaining(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    /// The parameters of a path, with what is written elsewhere put in its place.
    List<JsonNode> parameters(String path) {
        var parameters = new ArrayList<JsonNode>();
        document.path("paths").path(path).path("get").path("parameters")
                .forEach(each -> parameters.add(resolved(each)));
        return parameters;
    }

    /// What is wrong with an answer: undocumented status, media type, missing headers, body.
    List<String> faults(HttpResponse<String> answer) throws IOException {
        var asked = answer.request().uri().getRawPath();
        var template = document.path("paths").properties().stream().map(Map.Entry::getKey)
                .filter(path -> asked.matches(path.replaceAll("\\{\\w+}", "[^/]+"))).findFirst();
        if (template.isEmpty()) {
            return List.of(asked + " is not described");
        }
        var method = answer.request().method().toLowerCase(Locale.ROOT);
        var pointer = "/paths/" + template.get().replace("/", "~1") + "/" + method + "/responses/"
                + answer.statusCode();
        var reference = document.at(pointer).path("$ref").asText("");
        return faults(answer, reference.isEmpty() ? pointer : reference.substring(1));
    }

    private List<String> faults(HttpResponse<String> answer, String pointer) throws IOException {
        var described = document.at(pointer);
        if (described.isMissingNode()) {
            return List.of(answer.statusCode() + " is not described");
        }
        var faults = new ArrayList<String>();
        described.path("headers").fieldNames().forEachRemaining(name -> {
            if (answer.headers().firstValue(name).isEmpty()) {
                faults.add(name + " is missing");
            }
        });
        var type = answer.headers().firstValue("Content-Type").orElse("none").replaceFirst(";.*", "");
        if (!described.has("content")) {
            return faults;
        }
        if (!described.path("content").has(type)) {
            faults.add(answer.statusCode() + " as " + type + " is not described");
        } else if (type.endsWith("json")) {
            var schema = schemas.getSchema(SchemaLocation
                    .of(BASE + "#" + pointer + "/content/" + type.replace("/", "~1") + "/schema"));
            schema.validate(JSON.readTree(answer.body())).forEach(fault -> faults.add(fault.toString()));
        }
        return faults;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
