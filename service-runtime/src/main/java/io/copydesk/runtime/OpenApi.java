package io.copydesk.runtime;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The description of an API, for whoever asks: `openapi.yaml` beside the class that serves it.
public final class OpenApi implements Handler {
    private static final String DOCUMENT = "openapi.yaml";

    private final byte[] document;

    /// @throws NullPointerException when the jar lacks it
    public OpenApi(Class<?> server) {
        try (var stream = server.getResourceAsStream(DOCUMENT)) {
            document = Objects.requireNonNull(stream, "the jar of " + server.getName() + " lacks " + DOCUMENT)
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Context request) {
        request.contentType("application/yaml").result(document);
    }
}
