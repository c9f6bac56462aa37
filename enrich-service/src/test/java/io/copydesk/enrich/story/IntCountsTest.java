package io.copydesk.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntCountsTest {
    @Test
    void countsAsAMapDoesThroughGrowthAndRemoval() {
        var counts = new IntCounts();
        var expected = new HashMap<Integer, Integer>();
        var random = new Random(3);
        for (int step = 0; step < 20_000; step++) {
            int key = random.nextInt(300) * 1024;
            boolean down = expected.getOrDefault(key, 0) > 0 && random.nextBoolean();
            int now = counts.add(key, down ? -1 : 1);
            expected.merge(key, down ? -1 : 1, Integer::sum);
            assertThat(now).isEqualTo(expected.get(key));
            expected.remove(key, 0);
        }
        var found = new HashMap<Integer, Integer>();
        counts.forEach(found::put);

        assertThat(found).isEqualTo(expected);
        assertThat(counts.size()).isEqualTo(expected.size());
    }
}
