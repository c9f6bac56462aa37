package io.copydesk.ingest.capture;

import java.util.StringTokenizer;

/// What a line looks like, whoever published it.
final class Lines {
    private static final String CLOSERS = ")]\"”’'";
    private static final String STOPS = ".!?…:;,";

    private Lines() {}

    /// Whether it ends as running text does; titles, labels and bylines do not.
    static boolean ended(String line) {
        int at = line.length() - 1;
        while (at > 0 && CLOSERS.indexOf(line.charAt(at)) >= 0) {
            at--;
        }
        return at >= 0 && STOPS.indexOf(line.charAt(at)) >= 0;
    }

    static int words(String line) {
        return new StringTokenizer(line).countTokens();
    }
}
