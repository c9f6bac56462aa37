package io.copydesk.command.laptop;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What people see of a run: a line for each event, and one line of progress that renews itself on a terminal and is
/// repeated now and then elsewhere.
final class Screen {
    private static final Duration REPEATED_AFTER = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;
    private String progress = "";
    private Instant shown = Instant.EPOCH;
    private boolean open;

    Screen(PrintWriter out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /// A line that stays: what, and what of it.
    synchronized void say(String what, String detail) {
        endProgress();
        out.printf("%-12s %s%n", what, detail);
        out.flush();
    }

    synchronized void say(String text) {
        endProgress();
        out.println(text);
        out.flush();
    }

    synchronized void progress(String now) {
        if (now.equals(progress)) {
            return;
        }
        if (terminal) {
            out.print("\r" + now + " ".repeat(Math.max(0, progress.length() - now.length())));
            open = true;
        } else if (clock.instant().isAfter(shown.plus(REPEATED_AFTER))) {
            out.println(now);
            shown = clock.instant();
        } else {
            return;
        }
        progress = now;
        out.flush();
    }

    private void endProgress() {
        if (open) {
            out.println();
            open = false;
            progress = "";
        }
    }
}
