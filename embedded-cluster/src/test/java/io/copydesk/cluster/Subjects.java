package io.copydesk.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/// Schemas into and out of a registry, by Confluent's API.
final class Subjects {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

    private Subjects() {}

    /// The id of the registered schema.
    static int register(String url, String subject, String schema) throws Exception {
        var body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        var id = ID.matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException(answer);
        }
        return Integer.parseInt(id.group(1));
    }

    static String byId(String url, int id) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
