package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.command.laptop.Summary.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private final Summary summary = new Summary(
            List.of(new Line("desk", 1200, 11, 12, 1188, 0), new Line("wire", 3, 2, 2, 0, 1)),
            named(), Map.of(), "ab12");

    @Test
    void alignsTheTableAndAddsItUp() {
        assertThat(summary.table()).isEqualTo("""
                source  observations  entries  revisions  unchanged  dead letters
                desk            1200       11         12       1188             0
                wire               3        2          2          0             1
                total           1203       13         14       1188             1
                (entries and revisions: all that is stored; the others: this run)

                Most named:  Kyiv 4, NATO 2
                Topics:      none
                State:       ab12""");
    }

    @Test
    void writesTheReportForScripts(@TempDir Path folder) throws Exception {
        summary.write(folder.resolve("report.json"));
        assertThat(Files.readString(folder.resolve("report.json")).replaceAll("\\s+", "")).isEqualTo(
                """
                        {"sources":[{"source":"desk","observations":1200,"entries":11,"revisions":12,"unchanged":1188,"deadLetters":0},
                        {"source":"wire","observations":3,"entries":2,"revisions":2,"unchanged":0,"deadLetters":1}],"state":"ab12"}
                        """
                        .replaceAll("\\s+", ""));
    }

    private static Map<String, Long> named() {
        var named = new LinkedHashMap<String, Long>();
        named.put("Kyiv", 4L);
        named.put("NATO", 2L);
        return named;
    }
}
