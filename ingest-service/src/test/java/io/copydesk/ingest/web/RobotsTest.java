package io.copydesk.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
    private static final URI LIVE = URI.create("https://tidewater.example/live/regatta");
    private static final URI DRAFT = URI.create("https://tidewater.example/draft/regatta");
    private Instant now = Instant.parse("2025-06-01T12:00:00Z");
    private int fetched;
    private Robots.Source file = _ -> Optional.of("""
            User-agent: *
            Disallow: /
            User-agent: copydesk
            Disallow: /draft
            Crawl-delay: 5
            """.getBytes(StandardCharsets.UTF_8));
    private final Robots robots = new Robots("Copydesk/0.1 (+https://desk.example)", address -> {
        fetched++;
        assertThat(address).hasToString("https://tidewater.example/robots.txt");
        return file.fetch(address);
    }, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private static Robots.Source text(String text) {
        return _ -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Robots.Source failing(IOException failure) {
        return _ -> {
            throw failure;
        };
    }

    @Test
    void goesByTheRulesForItsName() {
        assertThat(robots.delay(LIVE)).isZero();
        assertThatCode(() -> robots.check(LIVE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> robots.check(DRAFT)).hasMessage("robots.txt of tidewater.example does not allow it")
                .isInstanceOfSatisfying(FetchException.class, e -> assertThat(e.limit()).contains(Limit.ROBOTS));
        assertThat(robots.delay(LIVE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void asksAgainAfterADay() {
        assertThatThrownBy(() -> robots.check(DRAFT)).isInstanceOf(FetchException.class);
        file = _ -> Optional.empty();
        now = now.plus(Duration.ofHours(23));
        assertThatThrownBy(() -> robots.check(DRAFT)).isInstanceOf(FetchException.class);
        now = now.plus(Duration.ofHours(1));
        assertThatCode(() -> robots.check(DRAFT)).doesNotThrowAnyException();
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void goesByTheLastKnownRulesWhileTheHostIsInTrouble() {
        assertThatCode(() -> robots.check(LIVE)).doesNotThrowAnyException();
        file = failing(FetchException.of(503, "https://tidewater.example/robots.txt", Optional.empty()));
        now = now.plus(Duration.ofDays(2));
        assertThatCode(() -> robots.check(LIVE)).doesNotThrowAnyException();
        now = now.plus(Duration.ofDays(6));
        assertThatThrownBy(() -> robots.check(LIVE)).hasMessage("robots.txt of https://tidewater.example cannot be "
                + "read: HTTP 503 from https://tidewater.example/robots.txt");
    }

    @Test
    void allowsNothingWhileTheRulesAreUnknownAndAsksSoonAgain() {
        file = failing(FetchException.of(500, "https://tidewater.example/robots.txt",
                Optional.of(Duration.ofMinutes(3))));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> robots.check(LIVE)).isInstanceOfSatisfying(FetchException.class, e -> {
                assertThat(e.limit()).contains(Limit.ROBOTS);
                assertThat(e.retryAfter()).contains(Duration.ofMinutes(3));
            });
        }
        assertThat(fetched).isEqualTo(1);
        file = text("");
        now = now.plusSeconds(30);
        assertThatCode(() -> robots.check(LIVE)).doesNotThrowAnyException();
    }

    @Test
    void namesTheLimitThatKeptItFromTheRules() {
        file = failing(FetchException.of(Limit.ADDRESS_REFUSED, "tidewater.example is at 10.0.0.1"));
        assertThatThrownBy(() -> robots.check(LIVE)).isInstanceOfSatisfying(FetchException.class,
                e -> assertThat(e.limit()).contains(Limit.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Crawl-delay: x", "User-agent: *\nCrawl-delay: -1", "<html><body>404</body></html>"})
    void takesNonsenseForNoRules(String text) {
        file = text(text);
        assertThatCode(() -> robots.check(LIVE)).doesNotThrowAnyException();
        assertThat(robots.delay(LIVE)).isZero();
    }

    @Test
    void boundsTheDelayThatAHostAsksFor() {
        file = text("User-agent: *\nCrawl-delay: 86400\n");
        assertThatCode(() -> robots.check(LIVE)).doesNotThrowAnyException();
        assertThat(robots.delay(LIVE)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "*", "a*", "user-agent: *\ndisallow: /*a\n",
            "user-agent: *\ndisallow: /**********b$\n",
            "user-agent: %\nallow: %%%\n", ":", " "})
    void readsHostileRulesInBoundedTime(String piece) {
        file = text("user-agent: *\nallow: /\n" + piece.repeat(1_000_000 / piece.length()));
        var address = URI.create(LIVE + "a".repeat(2_000));
        assertTimeoutPreemptively(Duration.ofMinutes(3),
                () -> assertThat(catchThrowable(() -> robots.check(address))).matches(
                        failure -> failure == null || failure instanceof FetchException));
    }
}
