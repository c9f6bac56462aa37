package io.copydesk.schemas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// An HTTP server on loopback that answers whatever a test wants of a schema registry, and notes what it was sent.
final class LoopbackRegistry implements AutoCloseable {
    /// Status and body.
    record Answer(int status, String body) {}

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    private LoopbackRegistry(HttpServer server, String scheme, Answer answer) {
        this.server = server;
        this.scheme = scheme;
        this.answer = answer;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static LoopbackRegistry answering(int status, String body) throws IOException {
        return new LoopbackRegistry(HttpServer.create(loopback(), 0), "http", new Answer(status, body));
    }

    static LoopbackRegistry overTls(SSLContext context, int status, String body) throws IOException {
        var server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new LoopbackRegistry(server, "https", new Answer(status, body));
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    void answer(int status, String body) {
        answer = new Answer(status, body);
    }

    String url() {
        return url("");
    }

    String url(String userInfo) {
        return scheme + "://" + userInfo + "127.0.0.1:" + server.getAddress().getPort();
    }

    /// The Authorization header of each request; empty where there was none.
    List<String> authorizations() {
        return authorizations;
    }

    List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(header == null ? "" : header);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
