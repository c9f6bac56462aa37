package io.copydesk.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The dashboard's API, as a program reads it.
///
/// @param token what it asks of readers; empty where it asks for nothing
record DashboardClient(URI address, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int A_PAGE = 500;

    /// All entries that it knows, page after page.
    ///
    /// @param filter as `source=desk`; empty for none
    /// @throws IOException when it does not listen, or cannot answer yet
    List<JsonNode> entries(String filter) throws IOException, InterruptedException {
        var entries = new ArrayList<JsonNode>();
        var first = "/api/entries?limit=" + A_PAGE + "&" + filter;
        var page = get(first);
        page.path("entries").forEach(entries::add);
        while (page.hasNonNull("next")) {
            page = get(first + "&before=" + page.path("next").asText());
            page.path("entries").forEach(entries::add);
        }
        return entries;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
