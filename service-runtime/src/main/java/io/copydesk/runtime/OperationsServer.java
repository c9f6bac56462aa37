package io.copydesk.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/// What an operator, an orchestrator and Prometheus ask a service: `/health/live`, `/health/ready`, `/metrics`.
///
/// Both health paths answer 200, or 503 with the reason: `{"service":"sink","ok":false,"reason":"starting"}`.
public final class OperationsServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Javalin server;

    private OperationsServer(Javalin server) {
        this.server = server;
    }

    /// @param port 0 takes a free one, see [#port()]
    public static OperationsServer start(String host, int port, Health health, PrometheusMeterRegistry meters) {
        return new OperationsServer(Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.host = host;
            config.jetty.port = port;
            config.routes.get("/health/live", context -> answer(context, health::live));
            config.routes.get("/health/ready", context -> answer(context, health::ready));
            config.routes.get("/metrics", context -> context.contentType(PROMETHEUS).result(meters.scrape()));
        }));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void answer(Context context, Supplier<Health.Answer> health) throws JsonProcessingException {
        var answer = health.get();
        context.status(answer.ok() ? 200 : 503).contentType("application/json")
                .result(JSON.writeValueAsString(answer));
    }
}
