package io.copydesk.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    private static final List<String> HERE = List.of("127.0.0.1/32");
    private static final byte[] PAGE = "the regatta, live".getBytes(StandardCharsets.UTF_8);
    private static final int LARGEST = 100_000;
    private static final Manners MANNERS = new Manners("Copydesk/0.1 (+desk@tidewater.example)", Duration.ofSeconds(1),
            4, Map.of("key", "hush+hush"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private final Web web = web(new Bounds(Duration.ofMinutes(1), Duration.ofMinutes(2), LARGEST));

    private static Web web(Bounds bounds) {
        return new Web(MANNERS, bounds, Clock.fixed(Instant.parse("2025-06-01T12:00:00Z"), ZoneOffset.UTC));
    }

    /// For the tests of slow servers alone: what is quick has far less to do than this allows.
    private static Web hasty() {
        return web(new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(4), LARGEST));
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        answer("/live", exchange -> send(exchange, 200, PAGE));
    }

    @AfterEach
    void close() {
        closing.countDown();
        web.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            synchronized (asked) {
                asked.add(exchange.getRequestURI().toString());
            }
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void redirect(String path, String target) {
        answer(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            send(exchange, 302, new byte[0]);
        });
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Visit visit(String path) {
        return new Visit(url(path), HERE, null, null);
    }

    private Answer.Page page(Visit visit) throws IOException {
        return (Answer.Page) web.get(visit);
    }

    private FetchException failure(Visit visit) {
        return failure(web, visit);
    }

    private static FetchException failure(Web web, Visit visit) {
        return catchThrowableOfType(FetchException.class, () -> web.get(visit));
    }

    private FetchException failure(String path) {
        return failure(visit(path));
    }

    @Test
    void saysWhoItIsAndWhatItCanUnpack() throws IOException {
        var headers = new ArrayList<String>();
        answer("/who", exchange -> {
            headers.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            headers.add(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            headers.add(exchange.getRequestHeaders().getFirst("Cookie"));
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            send(exchange, 200, PAGE);
        });
        assertThat(page(visit("/who")).bytes()).isEqualTo(PAGE);
        assertThat(page(visit("/who")).bytes()).isEqualTo(PAGE);
        assertThat(headers).containsExactly("Copydesk/0.1 (+desk@tidewater.example)", "gzip, x-gzip, deflate", null,
                "Copydesk/0.1 (+desk@tidewater.example)", "gzip, x-gzip, deflate", null);
    }

    @Test
    void refusesAnAddressThatTheSourceDoesNotAllowEvenWhileAnotherSourceIsConnected() throws IOException {
        assertThat(page(visit("/live")).bytes()).isEqualTo(PAGE);
        for (var allowed : List.of(List.<String>of(), List.of("10.0.0.0/8"))) {
            var refused = failure(new Visit(url("/live"), allowed, null, null));
            assertThat(refused.limit()).contains(Limit.ADDRESS_REFUSED);
            assertThat(refused).hasMessageContaining("127.0.0.1");
        }
        assertThat(asked).containsExactly("/live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.2:%d/live", "http://[::1]:%d/live", "http://0.0.0.0:%d/live",
            "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/", "//10.0.0.1:%d/live"})
    void checksTheAddressAgainAfterARedirect(String target) {
        redirect("/moved", target.formatted(server.getAddress().getPort()));
        assertThat(failure("/moved").limit()).contains(Limit.ADDRESS_REFUSED);
        assertThat(asked).containsExactly("/moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/live", "file:///etc/hostname", "gopher://127.0.0.1:70/",
            "jar:http://127.0.0.1/a!/b", "javascript:alert(1)", "http://", "http://%00/", "https:live"})
    void followsToHttpAndHttpsOnly(String target) {
        redirect("/moved", target);
        assertThat(failure("/moved").limit()).contains(Limit.SCHEME_REFUSED);
    }

    @Test
    void followsFiveRedirectsAndNotASixth() throws IOException {
        for (int i = 1; i <= 6; i++) {
            redirect("/moved" + i, i == 1 ? "/live" : url("/moved" + (i - 1)));
        }
        assertThat(page(visit("/moved5")).location()).hasToString(url("/live"));
        assertThat(failure("/moved6").limit()).contains(Limit.TOO_MANY_REDIRECTS);
    }

    @Test
    void unpacksGzipAndDeflate() throws IOException {
        answer("/gzip", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, gzip(PAGE));
        });
        answer("/deflate", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "deflate");
            send(exchange, 200, deflate(PAGE, false));
        });
        answer("/raw-deflate", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "deflate");
            send(exchange, 200, deflate(PAGE, true));
        });
        for (var path : List.of("/gzip", "/deflate", "/raw-deflate")) {
            assertThat(page(visit(path)).bytes()).as(path).isEqualTo(PAGE);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
                var out = new DeflaterOutputStream(packed, deflater)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void stopsAtTheLimitOfBytesHoweverTheyArePacked() throws IOException {
        var bomb = gzip(gzip(new byte[10_000_000]));
        answer("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip, gzip");
            send(exchange, 200, bomb);
        });
        answer("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            pour(exchange.getResponseBody());
        });
        answer("/largest", exchange -> send(exchange, 200, new byte[LARGEST]));
        for (var path : List.of("/bomb", "/endless")) {
            assertThat(failure(path).limit()).as(path).contains(Limit.PAGE_TOO_LARGE);
        }
        assertThat(page(visit("/largest")).bytes()).hasSize(LARGEST);
    }

    private void pour(OutputStream body) {
        try {
            while (closing.getCount() > 0) {
                body.write(new byte[10_000]);
            }
        } catch (IOException e) {
            // they have hung up
        }
    }

    @Test
    void takesATruncatedAnswerForAFailure() {
        answer("/short", exchange -> {
            exchange.sendResponseHeaders(200, PAGE.length + 10);
            exchange.getResponseBody().write(PAGE);
            exchange.getResponseBody().flush();
        });
        answer("/torn", exchange -> {
            var packed = gzip("the regatta, live ".repeat(100).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, Arrays.copyOf(packed, packed.length - 10));
        });
        answer("/torn-deflate", exchange -> {
            var packed = deflate("the regatta, live ".repeat(100).getBytes(StandardCharsets.UTF_8), false);
            exchange.getResponseHeaders().set("Content-Encoding", "deflate");
            send(exchange, 200, Arrays.copyOf(packed, packed.length - 10));
        });
        answer("/no-gzip", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, PAGE);
        });
        for (var path : List.of("/short", "/torn", "/torn-deflate", "/no-gzip")) {
            assertThat(failure(path)).as(path).isNotNull();
            assertThat(failure(path).limit()).as(path).isEmpty();
        }
    }

    @Test
    void waitsForASilentServerNoLongerThanItIsTold() {
        answer("/silent", exchange -> await());
        answer("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100 && closing.getCount() > 0; i++) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                await(100);
            }
        });
        try (var hasty = hasty()) {
            assertThat(failure(hasty, visit("/silent")).limit()).contains(Limit.TOO_SLOW);
            assertThat(failure(hasty, visit("/dripping"))).hasMessage("no whole answer within 4 s")
                    .satisfies(e -> assertThat(e.limit()).contains(Limit.TOO_SLOW));
        }
    }

    /// Twenty-four at four places: the last ones stand in line for as long as a visit may be.
    @Test
    void holdsNobodyToTheTimeThatTheyStoodInLine() throws Exception {
        answer("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 4; i++) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                await(200);
            }
        });
        try (var hasty = hasty()) {
            var answers = IntStream.range(0, 24).mapToObj(_ -> threads.submit(() -> hasty.get(visit("/slow"))))
                    .toList();
            for (var answer : answers) {
                assertThat(((Answer.Page) answer.get()).bytes()).hasSize(4);
            }
        }
    }

    private void await() {
        await(10_000);
    }

    private void await(int millis) {
        try {
            var _ = closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void boundsHeaders() {
        answer("/many", exchange -> {
            for (int i = 0; i < 300; i++) {
                exchange.getResponseHeaders().add("X-" + i, "y");
            }
            send(exchange, 200, PAGE);
        });
        answer("/long", exchange -> {
            exchange.getResponseHeaders().add("X", "y".repeat(20_000));
            send(exchange, 200, PAGE);
        });
        assertThat(failure("/many")).isNotNull();
        assertThat(failure("/long")).isNotNull();
    }

    @Test
    void tellsHowLongItIsAskedToStayAway() {
        answer("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "120");
            send(exchange, 429, PAGE);
        });
        answer("/gone", exchange -> send(exchange, 410, new byte[0]));
        assertThat(failure("/busy")).hasMessage("HTTP 429 from " + url("/busy"))
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(2)))
                .satisfies(e -> assertThat(e.isGone()).isFalse());
        assertThat(failure("/gone").isGone()).isTrue();
    }

    @Test
    void asksWhetherThePageHasChanged() throws IOException {
        answer("/same", exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=90");
            boolean isKnown = "\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            send(exchange, isKnown ? 304 : 200, isKnown ? new byte[0] : PAGE);
        });
        answer("/confused", exchange -> send(exchange, 304, new byte[0]));
        assertThat(page(visit("/same")).fresh()).isEqualTo(Duration.ofSeconds(90));
        assertThat(web.get(visit("/same").unless("\"7\"", null)))
                .isEqualTo(new Answer.NotModified(Duration.ofSeconds(90)));
        assertThat(failure("/confused")).hasMessage("HTTP 304 from " + url("/confused"));
    }

    @Test
    void obeysRobotsTxtAndFetchesItOnce() throws IOException {
        answer("/robots.txt", exchange -> send(exchange, 200,
                "User-agent: Copydesk\nDisallow: /draft\nCrawl-delay: 3".getBytes(StandardCharsets.UTF_8)));
        redirect("/moved", "/draft");
        answer("/draft", exchange -> send(exchange, 200, PAGE));

        assertThat(page(visit("/live")).bytes()).isEqualTo(PAGE);
        assertThat(failure("/draft").limit()).contains(Limit.ROBOTS);
        assertThat(failure("/moved").limit()).contains(Limit.ROBOTS);
        assertThat(asked).containsExactly("/robots.txt", "/live", "/moved");
        assertThat(web.turn(visit("/live"))).isZero();
        assertThat(web.turn(visit("/draft"))).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void readsTheStartOfARobotsTxtThatHasNoEnd() throws IOException {
        answer("/robots.txt", exchange -> send(exchange, 200,
                ("User-agent: *\nDisallow: /draft\n" + "# more\n".repeat(200_000))
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(page(visit("/live")).bytes()).isEqualTo(PAGE);
        assertThat(failure("/draft").limit()).contains(Limit.ROBOTS);
    }

    @Test
    void keepsSecretsOutOfWhatItTells() throws IOException {
        redirect("/api", "/real?again=hush%2Bhush");
        answer("/real", exchange -> send(exchange, 200,
                ("<link rel='self' href='" + exchange.getRequestURI() + "'/>\u00e9")
                        .getBytes(StandardCharsets.UTF_8)));
        answer("/denied", exchange -> send(exchange, 403, PAGE));

        assertThat(page(visit("/api?key=${key}")).location()).hasToString(url("/real?again=$%7Bkey%7D"));
        assertThat(new String(page(visit("/api?key=${key}")).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<link rel='self' href='/real?again=${key}'/>\u00e9");
        assertThat(asked).contains("/api?key=hush%2Bhush", "/real?again=hush%2Bhush");
        assertThat(failure("/denied?key=${key}")).hasMessage("HTTP 403 from " + url("/denied?key=${key}"))
                .hasNoCause();
        assertThat(failure("/denied?key=${none}"))
                .hasMessage("url: ${none} needs the setting COPYDESK_POLL_SECRETS_NONE");
    }

    @Test
    void saysWhatIsWrongWithADefinition() {
        assertThat(failure(new Visit(url("/live"), List.of("here"), null, null)))
                .hasMessage("allow: 'here' is no network, such as 10.20.0.0/16 or fd12::/48");
        assertThatThrownBy(() -> web.get(new Visit("mailto:desk@tidewater.example", HERE, null, null)))
                .hasMessage("url: no http or https address");
    }
}
