package io.copydesk.ingest.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.IngestConfiguration.Push;
import io.copydesk.ingest.poll.Tally;
import io.copydesk.ingest.push.Fault.Kind;
import io.copydesk.ingest.push.Updates.Format;
import io.copydesk.runtime.OpenApi;
import io.copydesk.schemas.TraceContext;
import io.github.bucket4j.TimeMeter;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/updates`: 202 once Kafka has acknowledged every update of the request, or nothing is promised. What it
/// takes and answers is described in `openapi.yaml`.
public final class PushServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PushServer.class);
    private static final String PATH = "/v1/updates";
    static final String DESCRIPTION = "/v1/openapi.yaml";
    private static final Duration UNAVAILABLE_FOR = Duration.ofSeconds(5);

    /// Of a refused request this much is read and dropped: a client that is still sending when its connection closes
    /// does not see the answer.
    private static final long MAX_DROPPED_BYTES = 16 * 1024 * 1024;
    private static final Duration DROPPED_WITHIN = Duration.ofSeconds(10);
    /// All of a request, however it trickles; and without any byte it ends after [#IDLE].
    private static final Duration SENT_WITHIN = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(30);
    /// All headers of a request together.
    private static final int HEADER_BYTES = 8 * 1024;
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
    /// @throws io.copydesk.runtime.ConfigurationException when a key is wrong, or others could reach the address and
    /// there is no key
    public PushServer(Push config, Outbox outbox, Tally tally, MeterRegistry meters, Clock clock) {
        this(config, outbox, tally, new Requests(meters), clock, TimeMeter.SYSTEM_NANOTIME);
    }

    PushServer(Push config, Outbox outbox, Tally tally, Requests requests, Clock clock, TimeMeter time) {
        this.access = new Access(config, time);
        this.outbox = outbox;
        this.tally = tally;
        this.clock = clock;
        Arrays.stream(Refusal.values()).map(Refusal::tag).forEach(tally::mayReject);
        this.server = Javalin.start(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.concurrency.useVirtualThreads = true;
            javalin.jetty.host = config.host();
            javalin.jetty.port = config.port().number();
            javalin.jetty.modifyHttpConfiguration(http -> {
                http.setRequestHeaderSize(HEADER_BYTES);
                http.setIdleTimeout(IDLE.toMillis());
                http.setSendServerVersion(false);
            });
            // further ones wait to be accepted
            javalin.jetty.modifyServer(
                    jetty -> jetty.addBean(new NetworkConnectionLimit(config.connections().number(), jetty)));
            javalin.routes.before(PATH, requests::begin);
            javalin.routes.post(PATH, this::take);
            javalin.routes.after(PATH, requests::end);
            javalin.routes.get(DESCRIPTION, new OpenApi(PushServer.class));
            javalin.routes.exception(RefusedException.class, this::refuse);
            javalin.routes.exception(IOException.class, (_, request) -> refuse(
                    new RefusedException(Refusal.INVALID, "The request could not be read to its end"), request));
            javalin.routes.exception(RuntimeException.class, (failure, request) -> {
                log.atError().setCause(failure).log("Taking updates failed");
                refuse(new RefusedException(Refusal.FAILED, "Something is wrong here; nothing is promised"), request);
            });
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
        var caller = access.caller(request.header("Authorization"), request.header("X-API-Key"))
                .orElseThrow(() -> new RefusedException(Refusal.UNAUTHORISED, "The key is missing or wrong"));
        caller.checkNotExhausted();
        var updates = updates(request, caller);
        caller.charge(Math.max(1, updates.observations().size()));
        checkGood(updates);
        send(caller, updates.observations(), TraceContext.of(request.header(TraceContext.HEADER)));
        request.status(202).contentType("application/json")
                .result("{\"accepted\":" + updates.observations().size() + "}");
    }

    private Updates updates(Context request, Caller caller) throws IOException {
        try {
            var format = format(request);
            var body = body(request);
            caller.checkSignature(request.header(Signing.TIMESTAMP), request.header(Signing.SIGNATURE), body,
                    clock.instant());
            return Updates.read(body, format, clock.instant());
        } catch (RefusedException e) {
            caller.charge(1); // a token without its secret must not have our time for nothing
            throw e;
        }
    }

    private static Format format(Context request) {
        var encoding = request.header("Content-Encoding");
        var contentType = request.contentType();
        var type = MEDIA_TYPE.matcher(contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT));
        var format = type.matches() ? FORMATS.get(type.group(1)) : null;
        if (format == null || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new RefusedException(Refusal.MEDIA_TYPE,
                    "Send application/json or application/x-ndjson in UTF-8, not compressed");
        }
        return format;
    }

    private static byte[] body(Context request) throws IOException {
        var bytes = request.contentLength() > Updates.MAX_BYTES
                ? new byte[Updates.MAX_BYTES + 1]
                : new Body(request.bodyInputStream(), SENT_WITHIN, System::nanoTime).atMost(Updates.MAX_BYTES);
        if (bytes.length > Updates.MAX_BYTES) {
            request.header("Connection", "close");
            throw new RefusedException(Refusal.REQUEST_TOO_LARGE,
                    "A request may have " + Updates.MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static void checkGood(Updates updates) {
        if (updates.isGood()) {
            return;
        }
        boolean size = updates.faults().stream().allMatch(fault -> fault.kind() == Kind.TOO_LARGE);
        throw size
                ? new RefusedException(Refusal.UPDATE_TOO_LARGE, "Too large; nothing was taken", updates.faults())
                : new RefusedException(Refusal.INVALID, "Not every update is valid; nothing was taken",
                        updates.faults());
    }

    private void send(Caller caller, List<Observation> observations, Optional<TraceContext> trace) {
        try {
            outbox.send(observations, trace);
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("Pushed updates could not be passed on");
            caller.giveBack(observations.size());
            throw new RefusedException(Refusal.UNAVAILABLE,
                    "Not every update is safe yet; send the whole request again", UNAVAILABLE_FOR);
        }
        observations.stream().collect(Collectors.groupingBy(Observation::getSource, Collectors.counting()))
                .forEach((source, count) -> tally.pushed(sources.tag(source), Math.toIntExact(count)));
    }

    private void refuse(RefusedException refused, Context request) {
        tally.rejected(refused.refusal().tag());
        dropRest(request, refused);
        if (refused.refusal().status() == 401) {
            request.header("WWW-Authenticate", "Bearer");
        }
        refused.retryAfterSeconds().ifPresent(seconds -> request.header("Retry-After", Long.toString(seconds)));
        try {
            request.status(refused.refusal().status()).contentType(Problem.MEDIA_TYPE)
                    .result(JSON.writeValueAsString(refused.problem()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is numbers and texts", e);
        }
    }

    private static void dropRest(Context request, RefusedException refused) {
        if (request.header("Expect") != null) {
            return; // it has not begun to send
        }
        if (refused.refusal() == Refusal.TOO_SLOW) {
            return; // it has had its time
        }
        try {
            new Body(request.bodyInputStream(), DROPPED_WITHIN, System::nanoTime).drop(MAX_DROPPED_BYTES);
        } catch (IOException e) {
            log.atTrace().addKeyValue("cause", e.toString()).log("That was all of the request");
        }
    }
}
