package io.copydesk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsServerTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StubService service = new StubService();
    private final Health health = new Health(service);
    private final OperationsServer server = OperationsServer.start("127.0.0.1", 0, health, meters);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                BodyHandlers.ofString());
    }

    private void answers(String path, int status, String reason) throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo(
                "{\"service\":\"stub\",\"ok\":" + (status == 200) + ",\"reason\":\"" + reason + "\"}");
    }

    @Test
    void livesButIsNotReadyWhileItStarts() throws Exception {
        answers("/health/live", 200, "running");
        answers("/health/ready", 503, "starting");
    }

    @Test
    void isReadyOnceItWorks() throws Exception {
        health.started();

        answers("/health/ready", 200, "at work");
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        health.started();
        service.readiness = new Readiness(false, "waiting for Kafka");

        answers("/health/live", 200, "running");
        answers("/health/ready", 503, "waiting for Kafka");
    }

    @Test
    void isNeitherAliveNorReadyOnceAFailureStoppedIt() throws Exception {
        health.started();
        service.stopped.completeExceptionally(new IllegalStateException("password=hunter2"));

        answers("/health/live", 503, "stopped by a failure, see the log");
        answers("/health/ready", 503, "stopped");
    }

    @Test
    void showsItsMetrics() throws Exception {
        meters.counter("copydesk.sink.records", "topic", "copydesk.entries", "outcome", "written").increment(3);

        var response = get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("copydesk_sink_records_total{outcome=\"written\",topic=\"copydesk.entries\"} 3.0");
    }
}
