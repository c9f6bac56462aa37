package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // a clock that turns over

    /// One byte a second, without end.
    private final InputStream trickle = new InputStream() {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            target[offset] = 'x';
            return 1;
        }
    };

    private Body body(InputStream content) {
        return new Body(content, Duration.ofSeconds(60), nanos::get);
    }

    @Test
    void readsAllThatComes() throws IOException {
        assertThat(body(new ByteArrayInputStream(new byte[200_000])).atMost(300_000)).hasSize(200_000);
    }

    @Test
    void readsOneByteMoreThanTheMost() throws IOException {
        assertThat(body(new ByteArrayInputStream(new byte[200_000])).atMost(150_000)).hasSize(150_001);
        assertThat(body(new ByteArrayInputStream(new byte[0])).atMost(1)).isEmpty();
    }

    @Test
    void refusesWhatTakesTooLong() {
        long begun = nanos.get();
        assertThatThrownBy(() -> body(trickle).atMost(1_000)).isInstanceOfSatisfying(RefusedException.class,
                refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_SLOW));
        assertThat(Duration.ofNanos(nanos.get() - begun)).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void dropsNoLongerThanItMay() throws IOException {
        long begun = nanos.get();
        body(trickle).drop(Long.MAX_VALUE);
        assertThat(Duration.ofNanos(nanos.get() - begun)).isEqualTo(Duration.ofSeconds(61));
    }
}
