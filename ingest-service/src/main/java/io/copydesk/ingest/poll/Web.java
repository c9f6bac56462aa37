package io.copydesk.ingest.poll;

import io.copydesk.ingest.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Fetches pages: conditional, redirected, unpacked, and bounded in time and size.
final class Web implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final Timeout SILENCE = Timeout.ofSeconds(10);
    /// For all of one fetch: a server may not keep us by sending a byte now and then.
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_CONNECTIONS_PER_HOST = 4;

    private final CloseableHttpClient client;

    Web(String userAgent) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST).setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(SILENCE).setSocketTimeout(SILENCE).build())
                .build();
        client = HttpClients.custom().setConnectionManager(connections).setUserAgent(userAgent)
                .setDefaultRequestConfig(RequestConfig.custom().setMaxRedirects(MAX_REDIRECTS)
                        .setResponseTimeout(SILENCE).setConnectionRequestTimeout(Timeout.of(WHOLE)).build())
                .disableCookieManagement().disableAutomaticRetries().disableAuthCaching().build();
    }

    /// What a server answered.
    sealed interface Answer {
        /// 304.
        record NotModified() implements Answer {}

        /// 200.
        ///
        /// @param location where it was in the end
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Page(byte[] bytes, @Nullable String contentType, URI location, @Nullable String etag,
                @Nullable String lastModified) implements Answer {}
    }

    /// @throws IOException naming what kept the page from being fetched
    Answer get(URI address, @Nullable String etag, @Nullable String lastModified) throws IOException {
        var request = new HttpGet(address);
        if (etag != null) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, etag);
        }
        if (lastModified != null) {
            request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, lastModified);
        }
        var context = HttpClientContext.create();
        var timer = CompletableFuture.runAsync(request::cancel,
                CompletableFuture.delayedExecutor(WHOLE.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return client.execute(request, context, response -> answer(response, location(address, context)));
        } finally {
            timer.cancel(false);
        }
    }

    private static Answer answer(ClassicHttpResponse response, URI location) throws IOException {
        return switch (response.getCode()) {
            case 304 -> new Answer.NotModified();
            case 200 -> new Answer.Page(bytes(response), header(response, HttpHeaders.CONTENT_TYPE), location,
                    header(response, HttpHeaders.ETAG), header(response, HttpHeaders.LAST_MODIFIED));
            default -> throw new IOException("HTTP " + response.getCode() + " from " + location);
        };
    }

    private static byte[] bytes(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (InputStream content = entity.getContent()) {
            var buffer = new byte[16 * 1024];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > Limits.DOCUMENT_BYTES) {
                    throw new TooLargeException("the page is larger than " + Limits.DOCUMENT_BYTES + " bytes");
                }
            }
        }
        return bytes.toByteArray();
    }

    /// A page above [#Limits.DOCUMENT_BYTES], counted after decompression.
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    private static URI location(URI asked, HttpClientContext context) {
        var redirects = context.getRedirectLocations();
        return redirects == null || redirects.size() == 0 ? asked : redirects.get(redirects.size() - 1);
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
