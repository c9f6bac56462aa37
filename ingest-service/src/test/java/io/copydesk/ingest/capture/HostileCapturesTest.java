package io.copydesk.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.copydesk.ingest.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the bytes are, the parser reads them or refuses them, in bounded time.
class HostileCapturesTest {
    private static final List<String> LAYOUTS = List.of("dw", "independent", "rt", "aawsat", "kyiv-independent");
    private static final int MUTANTS = 100;
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Test
    void readsOrRefusesEveryCutOfEveryLayout() {
        for (String layout : LAYOUTS) {
            byte[] whole = Captures.text(layout + ".txt").getBytes(UTF_8);
            for (int end = 0; end < whole.length; end += 31) {
                readOrRefuse(Arrays.copyOf(whole, end));
            }
        }
    }

    @Test
    void readsOrRefusesBytesChangedAtRandom() {
        var random = new Random(42);
        for (String layout : LAYOUTS) {
            for (int i = 0; i < MUTANTS; i++) {
                byte[] bytes = Captures.text(layout + ".txt").getBytes(UTF_8);
                for (int change = random.nextInt(1, 20); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(i % 2 == 0 ? 256 : 128);
                }
                readOrRefuse(bytes);
            }
        }
    }

    @Test
    void readsOrRefusesShuffledLines() {
        var random = new Random(7);
        for (String layout : LAYOUTS) {
            for (int i = 0; i < MUTANTS; i++) {
                List<String> lines = new ArrayList<>(Captures.text(layout + ".txt").lines().toList());
                Collections.shuffle(lines, random);
                readOrRefuse(
                        String.join("\n", lines.subList(random.nextInt(lines.size()), lines.size())).getBytes(UTF_8));
            }
        }
    }

    @Test
    void staysQuickOnLongRuns() {
        for (String run : List.of("(", ")", "”", "“", "\"", "Image: ", "The ", "A B ", "the call ", "’", ", ", ". ",
                "Mr X said it ", "TT\n", "Skip next section x\n", "14 May 2024\n", "Read on\n", "1 min read\nx\n")) {
            for (String layout : LAYOUTS) {
                String text = Captures.text(layout + ".txt") + run.repeat(30_000 / run.length()) + "x\n";
                assertTimeoutPreemptively(BOUND, () -> readOrRefuse(text.getBytes(UTF_8)), run);
            }
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(Captures.read(Captures.SOURCE, "capture.txt", bytes)).isNotEmpty();
        } catch (UnreadableException refused) {
            assertThat(refused).hasMessageContaining("capture.txt");
        }
    }
}
