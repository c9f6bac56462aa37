package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The push API as its OpenAPI document has it.
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

    /// @param yaml as served
    Described(String yaml) throws IOException {
        document = new YAMLMapper().readTree(yaml);
        var text = JSON.writeValueAsString(document);
        schemas = SchemaRegistry.withDialect(DIALECT, registry -> registry.schemas(Map.of(BASE, text)));
    }

    JsonNode document() {
        return document;
    }

    JsonNode post() {
        return document.path("paths").path("/v1/updates").path("post");
    }

    Set<Integer> statuses() {
        var statuses = new TreeSet<Integer>();
        post().path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return statuses;
    }

    /// What is wrong with a request's JSON.
    List<Error> faults(JsonNode request) {
        return schema("/components/schemas/Updates").validate(request);
    }

    /// What is wrong with an answer: undocumented status, media type, missing headers, body.
    List<String> faults(HttpResponse<String> answer) throws IOException {
        var path = "/paths/~1v1~1updates/post/responses/" + answer.statusCode();
        var described = document.at(path);
        var type = answer.headers().firstValue("Content-Type").orElse("none");
        var faults = new ArrayList<String>();
        if (!described.path("content").has(type)) {
            faults.add(answer.statusCode() + " as " + type + " is not described");
            return faults;
        }
        described.path("headers").fieldNames().forEachRemaining(name -> {
            if (answer.headers().firstValue(name).isEmpty()) {
                faults.add(name + " is missing");
            }
        });
        var body = JSON.readTree(answer.body());
        if (answer.statusCode() >= 400 && body.path("status").asInt() != answer.statusCode()) {
            faults.add("status is not that of the answer");
        }
        schema(path + "/content/" + type.replace("/", "~1") + "/schema").validate(body)
                .forEach(fault -> faults.add(fault.toString()));
        return faults;
    }

    private Schema schema(String pointer) {
        return schemas.getSchema(SchemaLocation.of(BASE + "#" + pointer));
    }
}
