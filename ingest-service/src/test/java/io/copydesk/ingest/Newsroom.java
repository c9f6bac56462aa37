package io.copydesk.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A publisher's web server on this machine, with one page that a test edits.
public final class Newsroom implements AutoCloseable {
    /// What a source must allow to be read from here.
    public static final List<String> NETWORK = List.of("127.0.0.0/8");

    private final HttpServer server;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger notModified = new AtomicInteger();
    private volatile byte[] page = new byte[0];
    private volatile int status = 200;

    public Newsroom() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/live", this::answer);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/live");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/moved";
    }

    public void show(List<Fixtures.Post> posts) {
        page = Fixtures.page(posts);
        status = 200;
    }

    public void fail(int code) {
        status = code;
    }

    /// Answers so far.
    public int answered() {
        return answered.get();
    }

    public int notModified() {
        return notModified.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var now = page;
        var etag = "\"" + Content.sha256(now) + "\"";
        exchange.getResponseHeaders().add("ETag", etag);
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
        } else if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            notModified.incrementAndGet();
        } else {
            exchange.sendResponseHeaders(200, now.length);
            exchange.getResponseBody().write(now);
        }
        exchange.close();
        answered.incrementAndGet();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
