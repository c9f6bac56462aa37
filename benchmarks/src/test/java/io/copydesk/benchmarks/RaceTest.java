package io.copydesk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Test
    void comparesTheLanesWithinEachRound() {
        var ran = new ArrayList<String>();
        var slow = new int[]{0};
        // both get slower from round to round, as on a machine that gets busy: the ratio stays
        var race = new Race("pages").lane("peer", () -> {
            ran.add("peer");
            return new Race.Work(100, 1_000_000L * ++slow[0]);
        }).lane("ours", () -> {
            ran.add("ours");
            return new Race.Work(300, 1_000_000L * slow[0]);
        }).run();

        assertThat(ran).hasSize(2 * (Race.ROUNDS + 1)).startsWith("peer", "ours", "peer", "ours");
        assertThat(race.ratio("ours", "peer")).containsExactly(3.0, 3.0, 3.0);
        var out = new StringWriter();
        race.report(new PrintWriter(out));
        assertThat(out.toString()).contains("3.00 of the first (3.00 to 3.00)").contains("25,000.0 pages/s");
    }
}
