package io.copydesk.dashboard.web;

import io.copydesk.dashboard.DashboardConfiguration.Dashboard;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.history.HistoryUnavailableException;
import io.copydesk.dashboard.view.View;
import io.copydesk.runtime.OpenApi;
import io.copydesk.runtime.Readiness;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.staticfiles.Location;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The page and its API.
public final class DashboardServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DashboardServer.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    static final String DESCRIPTION = "/api/openapi.yaml";
    /// To whom has not given the token yet.
    private static final Set<String> OPEN = Set.of("/api/session", DESCRIPTION);
    private static final String RETRY_SECONDS = "5";
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int FORM_BYTES = 4 * 1024;
    /// Texts of others are shown: nothing runs and nothing is asked of anybody but what this server itself gives.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Supplier<Optional<View>> view;
    private final boolean hasHistory;
    private final Access access;
    private final EntriesApi api;
    private final HistoryApi history;
    private final Streaming streaming;
    private final Javalin server;

    private DashboardServer(Dashboard config, Supplier<Optional<View>> view, Supplier<Readiness> readiness,
            Optional<History> history, MeterRegistry meters, Clock clock) {
        this.view = view;
        this.hasHistory = history.isPresent();
        this.access = new Access(config.token());
        this.api = new EntriesApi(this::known, history, clock);
        this.history = new HistoryApi(history);
        this.streaming = new Streaming(this::known, readiness, config.streams(), meters, clock);
        Gauge.builder("copydesk.dashboard.entries", view, it -> it.get().map(View::size).orElse(0))
                .description("entries that are known").strongReference(true).register(meters);
        this.server = Javalin.start(javalin -> {
            configure(javalin, config);
            routes(javalin);
        });
    }

    /// Listens at once.
    ///
    /// @param view empty as long as nothing can be shown yet
    /// @param readiness whether what is shown is up to date
    /// @param history empty where none is stored; it stays the caller's
    public static DashboardServer start(Dashboard config, Supplier<Optional<View>> view, Supplier<Readiness> readiness,
            Optional<History> history, MeterRegistry meters, Clock clock) {
        return new DashboardServer(config, view, readiness, history, meters, clock);
    }

    private static void configure(JavalinConfig javalin, Dashboard config) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.maxRequestSize = FORM_BYTES;
        javalin.jetty.host = config.host();
        javalin.jetty.port = config.port().number();
        javalin.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setIdleTimeout(IDLE.toMillis()); // also of who does not read what is sent
            http.setSendServerVersion(false);
        });
        javalin.staticFiles.add(files -> {
            files.directory = "/dashboard";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache");
        });
    }

    private void routes(JavalinConfig javalin) {
        javalin.routes.before(request -> request.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer"));
        javalin.routes.before("/api/*", this::check);
        javalin.routes.get("/lib/uplot/{file}", Libraries::uplot);
        javalin.routes.get(DESCRIPTION, new OpenApi(DashboardServer.class));
        javalin.routes.get("/api/about", this::about);
        javalin.routes.post("/api/session", this::admit);
        javalin.routes.get("/api/entries", api::entries);
        javalin.routes.get("/api/entries/{id}", api::entry);
        javalin.routes.get("/api/entries/{id}/revisions", history::revisions);
        javalin.routes.get("/api/search", history::search);
        javalin.routes.get("/api/stories/{id}", api::story);
        javalin.routes.get("/api/trends", api::trends);
        javalin.routes.get("/api/sources", api::sources);
        javalin.routes.get("/api/stream", streaming::stream);
        javalin.routes.exception(HttpResponseException.class, (refused, request) -> {
            request.status(refused.getStatus());
            problem(request, Objects.requireNonNullElse(refused.getMessage(), "Refused"));
        });
        javalin.routes.exception(HistoryUnavailableException.class, (_, request) -> {
            request.status(503);
            problem(request, "The database does not answer now, or not to this question in time");
        });
        javalin.routes.exception(IOException.class, (gone, _) -> log.atDebug().addKeyValue("cause", gone.toString())
                .log("A reader has gone"));
        javalin.routes.exception(RuntimeException.class, (failure, request) -> {
            log.atError().setCause(failure).log("A request failed");
            request.status(500);
            problem(request, "Something is wrong here");
        });
    }

    private void check(Context request) {
        Parameters.refuseNul(request);
        if (!OPEN.contains(request.path()) && !access.may(request)) {
            request.header("WWW-Authenticate", "Bearer");
            throw new UnauthorizedResponse("The token is missing or wrong");
        }
    }

    private void admit(Context request) {
        if (!access.admit(request)) {
            throw new UnauthorizedResponse("This is not the token");
        }
        request.status(204);
    }

    /// Refused whenever the stream would be: a browser is not told why its stream was.
    private void about(Context request) {
        known();
        EntriesApi.answer(request, Map.of("title", "Copydesk", "history", hasHistory));
    }

    private View known() {
        return view.get().orElseThrow(() -> new ServiceUnavailableResponse("The topics are still being read"));
    }

    private static void problem(Context request, String title) {
        if (request.statusCode() == 503 && request.res().getHeader("Retry-After") == null) {
            request.header("Retry-After", RETRY_SECONDS);
        }
        EntriesApi.answer(request, Map.of("title", title, "status", request.statusCode()));
        request.contentType("application/problem+json");
    }

    /// Methods and paths of the API, for the test of its description.
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream().map(each -> each.endpoint)
                .filter(each -> each.path.startsWith("/api/") && each.method.isHttpMethod())
                .map(each -> each.method + " " + each.path).toList();
    }

    public int port() {
        return server.port();
    }

    /// Those who follow the stream hold it up until their view is closed.
    @Override
    public void close() {
        server.stop();
    }
}
