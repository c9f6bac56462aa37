package io.copydesk.dashboard.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/// What others wrote for the page, from their jar. Javalin's static files want a folder, and that jar has no entry for one.
final class Libraries {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> TYPES = Map.of("uPlot.esm.js", "text/javascript", "uPlot.min.css",
            "text/css");

    private Libraries() {}

    static void uplot(Context request) throws IOException {
        var file = request.pathParam("file");
        var type = TYPES.get(file);
        if (type == null) {
            throw new NotFoundResponse("No such file");
        }
        try (var content = Objects.requireNonNull(Libraries.class.getResourceAsStream(UPLOT + file))) {
            request.header("Cache-Control", "max-age=86400").contentType(type).result(content.readAllBytes());
        }
    }
}
