package io.copydesk.ingest.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.poll.Tally;
import io.copydesk.ingest.push.Fault.Kind;
import io.copydesk.ingest.push.Updates.Format;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/updates`: 202 once Kafka has acknowledged every update of the request, or nothing is promised.
public final class PushServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PushServer.class);
    private static final String PATH = "/v1/updates";
    private static final String PROBLEM = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final int MAX_NAMED_FAULTS = 5_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Format> FORMATS = Map.of("application/json", Format.JSON, "application/x-ndjson",
            Format.LINES, "application/ndjson", Format.LINES, "application/jsonl", Format.LINES);

    private static final Pattern MEDIA_TYPE = Pattern
            .compile("([^;\\s]+)\\s*(?:;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?;?");

    private final Access access;
    private final Outbox outbox;
    private final Tally tally;
    private final PushedSources sources = new PushedSources();
    private final Clock clock;
    private final Javalin server;

    /// Listens at once.
    ///
    /// @param key that callers must give; without one the host must be of this machine
    /// @param port 0 takes a free one, see [#port()]
    /// @throws IllegalArgumentException when others could reach the address and there is no key
    public PushServer(String host, int port, Optional<String> key, Outbox outbox, Tally tally, Clock clock) {
        this.access = new Access(key, host);
        this.outbox = outbox;
        this.tally = tally;
        this.clock = clock;
        this.server = Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = host;
            config.jetty.port = port;
            config.routes.post(PATH, this::take);
        });
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void take(Context request) throws IOException {
        if (!access.allows(request)) {
            request.header("WWW-Authenticate", "Bearer");
            refuse(request, 401, "The key is missing or wrong", "unauthorised", List.of());
            return;
        }
        var format = format(request);
        if (format.isEmpty()) {
            refuse(request, 415, "Send application/json or application/x-ndjson in UTF-8, not compressed", "media-type",
                    List.of());
            return;
        }
        var bytes = request.contentLength() > Updates.MAX_BYTES
                ? new byte[Updates.MAX_BYTES + 1]
                : request.bodyInputStream().readNBytes(Updates.MAX_BYTES + 1);
        if (bytes.length > Updates.MAX_BYTES) {
            request.header("Connection", "close");
            refuse(request, 413, "A request may have " + Updates.MAX_BYTES + " bytes", "request-too-large", List.of());
            return;
        }
        var updates = Updates.read(bytes, format.get(), clock.instant());
        if (updates.isGood()) {
            send(request, updates.observations());
        } else {
            boolean size = updates.faults().stream().allMatch(fault -> fault.kind() == Kind.TOO_LARGE);
            refuse(request, size ? 413 : 400,
                    size ? "Too large; nothing was taken" : "Not every update is valid; nothing was taken",
                    size ? "update-too-large" : "invalid", updates.faults());
        }
    }

    private void send(Context request, List<Observation> observations) throws JsonProcessingException {
        try {
            outbox.send(observations);
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("Pushed updates could not be passed on");
            request.header("Retry-After", RETRY_AFTER_SECONDS);
            refuse(request, 503, "Not every update is safe yet; send the whole request again", "unavailable",
                    List.of());
            return;
        }
        observations.stream().collect(Collectors.groupingBy(Observation::getSource, Collectors.counting()))
                .forEach((source, count) -> tally.published(sources.tag(source), Math.toIntExact(count)));
        request.status(202).contentType("application/json")
                .result(JSON.writeValueAsString(Map.of("accepted", observations.size())));
    }

    private static Optional<Format> format(Context request) {
        var encoding = request.header("Content-Encoding");
        var contentType = request.contentType();
        if (contentType == null || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            return Optional.empty();
        }
        var type = MEDIA_TYPE.matcher(contentType.strip().toLowerCase(Locale.ROOT));
        return type.matches() ? Optional.ofNullable(FORMATS.get(type.group(1))) : Optional.empty();
    }

    private void refuse(Context request, int status, String title, String reason, List<Fault> faults)
            throws JsonProcessingException {
        tally.rejected("push-" + reason);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        if (!faults.isEmpty()) {
            problem.put("errors", faults.stream().limit(MAX_NAMED_FAULTS).map(fault -> Map.of("index", fault.index(),
                    "field", fault.field(), "problem", fault.problem())).toList());
        }
        request.status(status).contentType(PROBLEM).result(JSON.writeValueAsString(problem));
    }
}
