package io.copydesk.ingest.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.DeflateInputStream;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// The connections of all sources that may use the same networks. A pooled one is never used by a source that was not
/// allowed to open it, so sources that allow something else have another instance.
final class Connections implements AutoCloseable {
    /// Never waited for: [Places] has fewer.
    private static final int MAX_CONNECTIONS = 1_024;
    private static final int MAX_LINE_CHARS = 16 * 1024;
    private static final int MAX_HEADERS = 200;
    /// What an answer without a page may hold and still leave its connection open.
    private static final int MAX_REMARK_BYTES = 16 * 1024;
    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, HttpHeaders.CACHE_CONTROL,
            HttpHeaders.AGE);

    private final Bounds bounds;
    private final Places places;
    private final CloseableHttpClient client;

    Connections(Addresses addresses, Manners manners, Bounds bounds, Places places) {
        this.bounds = bounds;
        this.places = places;
        // named one by one: the client would take up any other that it finds a library for
        var decoders = new LinkedHashMap<String, InputStreamFactory>();
        decoders.put("gzip", GZIPInputStream::new);
        decoders.put("x-gzip", GZIPInputStream::new);
        decoders.put("deflate", DeflateInputStream::new);
        var silence = Timeout.of(bounds.silence());
        var headers = Http1Config.custom().setMaxLineLength(MAX_LINE_CHARS).setMaxHeaderCount(MAX_HEADERS).build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(addresses)
                .setMaxConnTotal(MAX_CONNECTIONS).setMaxConnPerRoute(MAX_CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(headers).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(silence).setSocketTimeout(silence).build())
                .build();
        client = HttpClients.custom().setConnectionManager(connections).setUserAgent(manners.userAgent())
                .setContentDecoderRegistry(decoders)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(silence)
                        .setConnectionRequestTimeout(Timeout.of(bounds.whole())).build())
                .disableRedirectHandling().disableCookieManagement().disableAutomaticRetries().disableAuthCaching()
                .build();
    }

    /// What came of one request.
    ///
    /// @param bytes of a 200, else empty
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Response(int status, byte[] bytes, Map<String, String> headers) {
        /// Null when it is not among those that were kept.
        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    /// One request, not redirected.
    ///
    /// @throws FetchException when a limit was hit
    Response get(URI address, Map<String, String> headers, Deadline deadline) throws IOException {
        return get(address, headers, deadline, new Most(bounds.bytes(), false));
    }

    /// The same, of a file whose first bytes are enough.
    Response start(URI address, Map<String, String> headers, Deadline deadline) throws IOException {
        return get(address, headers, deadline, new Most(Robots.MAX_BYTES, true));
    }

    /// @param enough whether the rest may be left unread
    private record Most(int bytes, boolean enough) {}

    private Response get(URI address, Map<String, String> headers, Deadline deadline, Most most) throws IOException {
        long asked = System.nanoTime();
        try (var _ = places.take(address.getHost().toLowerCase(Locale.ROOT))) {
            deadline.postpone(System.nanoTime() - asked);
            return ask(address, headers, deadline, most);
        }
    }

    private Response ask(URI address, Map<String, String> headers, Deadline deadline, Most most) throws IOException {
        var request = new HttpGet(address);
        headers.forEach(request::setHeader);
        var cut = deadline.otherwise(request::cancel);
        try {
            return response(request, client.executeOpen(null, request, null), most);
        } catch (Addresses.AddressRefusedException e) {
            throw FetchException.of(Limit.ADDRESS_REFUSED, FetchException.told(e));
        } catch (SocketTimeoutException e) {
            throw FetchException.of(Limit.TOO_SLOW, address.getHost() + " was silent for "
                    + bounds.silence().toSeconds() + " s");
        } catch (IOException e) {
            if (deadline.isOver()) {
                throw deadline.exceeded();
            }
            throw e;
        } catch (IllegalStateException e) {
            // the client's word for a request that was cut off at the wrong moment, or for having been closed
            throw deadline.isOver() ? deadline.exceeded() : new IOException("cut off", e);
        } finally {
            cut.cancel(false);
        }
    }

    private Response response(HttpGet request, ClassicHttpResponse response, Most most) throws IOException {
        boolean isRead = false;
        try {
            var bytes = new byte[0];
            try (var body = new ByteArrayOutputStream()) {
                if (response.getCode() == 200) {
                    isRead = read(response.getEntity(), most.bytes(), body);
                    bytes = body.toByteArray();
                    if (!isRead && !most.enough()) {
                        throw FetchException.of(Limit.PAGE_TOO_LARGE,
                                "the page is larger than " + bounds.bytes() + " bytes");
                    }
                } else {
                    isRead = read(response.getEntity(), MAX_REMARK_BYTES, body);
                }
            }
            return new Response(response.getCode(), bytes, headers(response));
        } finally {
            if (!isRead) {
                request.cancel(); // else the rest, however long, would be read when it is closed
            }
            Closer.closeQuietly(response);
        }
    }

    /// @return whether that was all of it; if so, its connection can be used again
    private static boolean read(@Nullable HttpEntity entity, int most, ByteArrayOutputStream body) throws IOException {
        if (entity == null) {
            return true;
        }
        InputStream content = entity.getContent();
        var buffer = new byte[16 * 1024];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            body.write(buffer, 0, read);
            if (body.size() > most) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT) {
            Header header = response.getFirstHeader(name);
            if (header != null && header.getValue() != null) {
                headers.put(name, header.getValue());
            }
        }
        return headers;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
