package io.copydesk.newsroom;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves every script at its path, in the state of the current moment. All blogs share the moments; one whose script
/// has fewer stays as it ended.
///
/// `GET /` lists them, `GET /sources.yaml` is the file that has Copydesk read them, `POST /advance` from this machine
/// brings the next moment.
public final class Newsroom implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Newsroom.class);
    private static final String LOOPBACK = "127.0.0.0/8";

    private final List<Script> scripts;
    private final Clock clock;
    private final Answers answers = new Answers();
    private final ScheduledExecutorService pace = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("newsroom-pace").factory());
    private final List<Instant> came = new ArrayList<>();
    private volatile Map<String, Showing> showings = Map.of();
    private final Javalin server;

    private Newsroom(String host, int port, List<Script> scripts, Clock clock) {
        this.scripts = List.copyOf(scripts);
        this.clock = clock;
        come();
        this.server = Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = host;
            config.jetty.port = port;
            config.routes.get("/", this::list);
            config.routes.get("/robots.txt", request -> request.result("User-agent: *\nAllow: /\n"));
            config.routes.get("/sources.yaml", this::sources);
            config.routes.post("/advance", this::advance);
            scripts.forEach(
                    script -> config.routes.get(script.path(), request -> answers.give(request, showing(script))));
        });
    }

    /// Listens on this machine alone, and shows the first moment.
    ///
    /// @param port 0 takes a free one, see [#url()]
    public static Newsroom start(int port, List<Script> scripts) {
        return start("127.0.0.1", port, scripts, Clock.systemUTC());
    }

    public static Newsroom start(String host, int port, List<Script> scripts, Clock clock) {
        return new Newsroom(host, port, scripts, clock);
    }

    /// Without a slash at its end.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// The sources file for a reader on this machine.
    public String sources(Duration every) {
        return SourcesFile.of(scripts, url().toString(), LOOPBACK, every);
    }

    /// The moment that is shown, counted from 1.
    public synchronized int moment() {
        return came.size();
    }

    /// The last moment of the longest script.
    public int lastMoment() {
        return scripts.stream().mapToInt(script -> script.moments().size()).max().orElse(0);
    }

    /// Brings the next moment, if there is one.
    public synchronized boolean advance() {
        if (came.size() >= lastMoment()) {
            return false;
        }
        come();
        log.atInfo().addKeyValue("moment", came.size()).addKeyValue("of", lastMoment()).log("The next moment has come");
        return true;
    }

    /// From now on a moment after each such pause, until the scripts end.
    public void keepPace(Duration pause) {
        var _ = pace.scheduleAtFixedRate(this::advance, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What was answered so far: how often each status was given, and each fault.
    public Map<String, Integer> answers() {
        return answers.given();
    }

    @Override
    public void close() {
        pace.shutdownNow();
        answers.close();
        server.stop();
    }

    private synchronized void come() {
        came.add(clock.instant());
        var next = new LinkedHashMap<String, Showing>();
        scripts.forEach(script -> next.put(script.id(), Showing.of(Blog.after(script, came), came.size())));
        showings = next;
    }

    private Showing showing(Script script) {
        return Objects.requireNonNull(showings.get(script.id()));
    }

    private void list(Context request) {
        var page = new StringBuilder(
                "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Newsroom</title>");
        page.append("<h1>Newsroom: moment ").append(moment()).append(" of ").append(lastMoment()).append("</h1><ul>\n");
        for (var script : scripts) {
            page.append("<li><a href=\"").append(script.path()).append("\">").append(Markup.escaped(script.title()))
                    .append("</a>, ").append(Markup.escaped(script.publisher())).append(" (")
                    .append(script.format().kind()).append(")</li>\n");
        }
        request.html(page.append("</ul><p><a href=\"/sources.yaml\">sources.yaml</a></p></html>\n").toString());
    }

    /// For whoever asks, under the name by which it knows this server, with leave to read from this very address.
    private void sources(Context request) {
        var address = request.req().getLocalAddr();
        var network = isLoopback(address) ? LOOPBACK : address + (address.contains(":") ? "/128" : "/32");
        request.contentType("application/yaml")
                .result(SourcesFile.of(scripts, "http://" + request.host(), network, SourcesFile.EVERY));
    }

    private void advance(Context request) {
        if (isLoopback(request.ip())) {
            boolean advanced = advance();
            request.status(advanced ? 200 : 409).result("moment " + moment() + " of " + lastMoment() + "\n");
        } else {
            request.status(403).result("only from the newsroom's own machine\n");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
