package io.copydesk.ingest.page;

import java.util.List;
import java.util.regex.Pattern;

/// Ids and addresses that count places on the page: where `#post1` is always the newest, it is another update at the next
/// look. Ids that count upwards with time are stable, and none of these.
final class Positional {
    /// Larger numbers are a database's; a page has no so many places.
    private static final Pattern NUMBERED = Pattern.compile("(?<prefix>.*?)(?<![0-9])(?<number>[0-9]{1,4})/?",
            Pattern.DOTALL);
    private static final int ENOUGH = 3;

    private Positional() {}

    /// Whether the claims run 1, 2, 3 … from the newest down.
    ///
    /// @param claims of all updates, the oldest first
    /// @param timed whether their order is certain, so that two are enough
    static boolean are(List<String> claims, boolean timed) {
        if (claims.size() < (timed ? 2 : ENOUGH)) {
            return false;
        }
        int expected = -1;
        var prefix = "";
        for (var claim : claims.reversed()) {
            var numbered = NUMBERED.matcher(claim);
            if (!numbered.matches()) {
                return false;
            }
            int number = Integer.parseInt(numbered.group("number"));
            if (expected == -1) {
                prefix = numbered.group("prefix");
            } else if (number != expected || !numbered.group("prefix").equals(prefix)) {
                return false;
            }
            expected = number + 1;
        }
        return true;
    }
}
