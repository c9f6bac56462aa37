package io.copydesk.sink.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copydesk.sink.StoreUnavailableException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.Time;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.get.GetResult;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The requests that the store makes, and what their failures mean.
final class Cluster implements AutoCloseable {
    /// Where a document stands.
    record Place(String index, String id) {}

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_SECONDS = 10;
    private static final int LOOKED_UP_AT_ONCE = 5_000;

    private final Time forShards;
    private final OpenSearchTransport transport;
    private final OpenSearchClient client;

    Cluster(Access access) {
        this.forShards = Time.of(time -> time.time(access.patience().toMillis() / 2 + "ms"));
        this.transport = transport(access);
        this.client = new OpenSearchClient(transport);
    }

    private static OpenSearchTransport transport(Access access) {
        var url = access.url();
        var builder = ApacheHttpClient5TransportBuilder.builder(
                new HttpHost(url.getScheme(), url.getHost(), url.getPort() > 0 ? url.getPort() : defaultPort(access)));
        if (url.getPath() != null && url.getPath().length() > 1) {
            builder.setPathPrefix(url.getPath());
        }
        builder.setConnectionConfigCallback(config -> config.setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .setSocketTimeout(Timeout.of(access.patience())));
        builder.setRequestConfigCallback(config -> config.setResponseTimeout(Timeout.of(access.patience())));
        access.user().ifPresent(user -> {
            var credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(null, -1),
                    new UsernamePasswordCredentials(user, access.password().orElse("").toCharArray()));
            builder.setHttpClientConfigCallback(http -> http.setDefaultCredentialsProvider(credentials));
        });
        return builder.build();
    }

    private static int defaultPort(Access access) {
        return "https".equals(access.url().getScheme()) ? 443 : 80;
    }

    /// Asks who answers, and puts the templates that are missing or older.
    ///
    /// @throws StoreUnavailableException when it is worth trying again; any other exception means that it is not
    void open(List<Template> templates) {
        try {
            client.info();
            for (var template : templates) {
                if (version(template.name()) < template.version()) {
                    json(ask("PUT", path(template.name()), template.body()));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw Failures.atStart(e);
        }
    }

    private static String path(String template) {
        return "/_index_template/" + template;
    }

    // 0 for none
    private long version(String template) throws IOException {
        var answer = ask("GET", path(template), null);
        return answer.getStatus() == HttpURLConnection.HTTP_NOT_FOUND
                ? 0
                : json(answer).at("/index_templates/0/index_template/version").longValue();
    }

    void ping() {
        try {
            client.info();
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailableException(String.valueOf(Failures.of(e).getMessage()), e);
        }
    }

    /// All at once; the answer tells what became of each.
    BulkResponse bulk(List<BulkOperation> operations) {
        try {
            return client.bulk(bulk -> bulk.operations(operations).timeout(forShards));
        } catch (IOException | RuntimeException e) {
            throw Failures.of(e);
        }
    }

    /// The open indices whose names match.
    List<String> indices(String pattern) {
        try {
            return json(ask("GET", "/_resolve/index/" + pattern, null)).path("indices")
                    .valueStream().map(index -> index.path("name").textValue()).toList();
        } catch (IOException | RuntimeException e) {
            throw Failures.of(e);
        }
    }

    /// The versions of those documents that are there, however recently they were written.
    Map<Place, Long> versions(Collection<Place> places) {
        var found = new HashMap<Place, Long>();
        var rest = List.copyOf(places);
        for (int from = 0; from < rest.size(); from += LOOKED_UP_AT_ONCE) {
            found.putAll(lookUp(rest.subList(from, Math.min(rest.size(), from + LOOKED_UP_AT_ONCE))));
        }
        return found;
    }

    private Map<Place, Long> lookUp(List<Place> places) {
        try {
            var wanted = places.stream().map(place -> MultiGetOperation.of(
                    one -> one.index(place.index()).id(place.id()).source(source -> source.fetch(false)))).toList();
            var found = new HashMap<Place, Long>();
            for (var item : client.mget(get -> get.docs(wanted), Object.class).docs()) {
                if (item.isResult()) {
                    keep(item.result(), found);
                } else if (!"index_not_found_exception".equals(item.failure().error().type())) {
                    throw Failures.of(HttpURLConnection.HTTP_UNAVAILABLE, item.failure().error());
                }
            }
            return found;
        } catch (IOException | RuntimeException e) {
            throw e instanceof StoreUnavailableException away ? away : Failures.of(e);
        }
    }

    private static void keep(GetResult<?> document, Map<Place, Long> found) {
        var version = document.version();
        if (document.found() && version != null) {
            found.put(new Place(document.index(), document.id()), version);
        }
    }

    private Response ask(String method, String path, @Nullable String body) throws IOException {
        var request = Requests.builder().method(method).endpoint(path);
        return client.generic().execute(body == null ? request.build() : request.json(body).build());
    }

    private static JsonNode json(Response answer) throws IOException {
        if (answer.getStatus() != HttpURLConnection.HTTP_OK) {
            throw Failures.unexpected(answer.getStatus(), body(answer));
        }
        return JSON.readTree(body(answer));
    }

    private static String body(Response answer) {
        return answer.getBody().map(Body::bodyAsString).orElse("");
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("connection was broken already");
        }
    }
}
