package io.copydesk.command.laptop;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows in columns: the first column to the left, numbers to the right.
final class Table {
    private Table() {}

    static String of(List<List<String>> rows) {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> column == 0
                        ? row.get(0) + " ".repeat(widths[0] - row.get(0).length())
                        : " ".repeat(widths[column] - row.get(column).length()) + row.get(column))
                .collect(Collectors.joining("  "));
    }
}
