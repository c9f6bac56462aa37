package io.copydesk.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewsroomTest {
    private static final Instant OPENING = Instant.parse("2026-03-01T09:00:00.123Z");

    private final Newsroom newsroom = Newsroom.start("127.0.0.1", 0, Samples.all(),
            Clock.fixed(OPENING, ZoneOffset.UTC));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
        newsroom.close();
    }

    @Test
    void showsEveryBlogAtItsPathInItsFormat() throws Exception {
        for (var script : Samples.all()) {
            var answer = get(script.path());
            assertThat(answer.statusCode()).as(script.id()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(script.format().contentType());
            assertThat(answer.body()).isEqualTo(script.format().render(Blog.after(script, List.of(OPENING))));
        }
    }

    @Test
    void answers304UntilTheNextMoment() throws Exception {
        var path = Samples.of(Format.SUPERDESK).path();
        var first = get(path);
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var date = first.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-Modified-Since", date).statusCode()).isEqualTo(304);
        assertThat(newsroom.advance()).isTrue();
        assertThat(newsroom.moment()).isEqualTo(2);
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(503);
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(newsroom.answers()).isEqualTo(Map.of("200", 2, "304", 2, "503", 1));
    }

    @Test
    void givesEachFaultOnceBeforeTheGoodAnswer() throws Exception {
        var suez = Samples.of(Format.JSON_LD).path();
        newsroom.advance();
        assertThat(get(suez).headers().firstValue("Retry-After")).contains("1");
        assertThat(get(suez).statusCode()).isEqualTo(500);
        assertThat(get(suez).body()).contains("Eight tugs");
        newsroom.advance();
        assertThatThrownBy(() -> get(suez)).isInstanceOf(IOException.class);
        assertThat(get(suez).body()).contains("floats again");
        newsroom.advance();
        newsroom.advance();
        var slow = get(suez);
        assertThat(slow.statusCode()).isEqualTo(200);
        assertThat(slow.body()).isEqualTo(get(suez).body());
        assertThat(newsroom.answers())
                .isEqualTo(Map.of("200", 3, "429", 1, "500", 1, "truncated", 1, "slow", 1));
    }

    @Test
    void endsWithTheLongestScript() throws Exception {
        while (newsroom.advance()) {
            assertThat(newsroom.moment()).isLessThanOrEqualTo(newsroom.lastMoment());
        }
        assertThat(newsroom.moment()).isEqualTo(newsroom.lastMoment()).isEqualTo(7);
        assertThat(post("/advance").statusCode()).isEqualTo(409);
    }

    @Test
    void advancesWhenToldToOverHttp() throws Exception {
        var answer = post("/advance");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("moment 2 of 7\n");
        assertThat(get("/").body()).contains("moment 2 of 7").contains(Samples.of(Format.RSS).path());
    }

    @Test
    void letsRobotsIn() throws Exception {
        assertThat(get("/robots.txt").body()).isEqualTo("User-agent: *\nAllow: /\n");
    }

    @Test
    void writesTheSourcesThatReadIt() throws Exception {
        var file = get("/sources.yaml").body();
        assertThat(file).isEqualTo(newsroom.sources(Duration.ofSeconds(5)));
        assertThat(file).contains("""
                - id: quayside-webb
                  kind: wordpress-liveblog
                  url: %s/quayside/wp-json/liveblog/v1/77/entries/0/4102444800
                  blog: https://quayside.example/webb
                  every: 5s
                  complete: false
                  allow:
                  - 127.0.0.0/8
                """.formatted(newsroom.url()));
        assertThat(List.of(file.split("\n"))).filteredOn(line -> line.strip().startsWith("- id:")).hasSize(11);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(newsroom.url() + path)).timeout(Duration.ofMinutes(2));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(newsroom.url() + path))
                .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }
}
