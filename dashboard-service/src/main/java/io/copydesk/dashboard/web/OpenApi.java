package io.copydesk.dashboard.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The description of this API, for whoever asks.
final class OpenApi {
    static final String PATH = "/api/openapi.yaml";
    private static final String DOCUMENT = "openapi.yaml";
    private static final byte[] BYTES = read();

    private OpenApi() {}

    static void show(Context request) {
        request.contentType("application/yaml").result(BYTES);
    }

    private static byte[] read() {
        try (var document = OpenApi.class.getResourceAsStream(DOCUMENT)) {
            return Objects.requireNonNull(document, "the dashboard's jar lacks " + DOCUMENT).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
