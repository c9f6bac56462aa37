package io.copydesk.command;

import io.copydesk.schemas.admin.Finding;
import java.io.PrintWriter;
import java.util.List;

/// What to do about a difference between what is declared and what the cluster has.
enum Action {
    /// Only say it.
    CHECK,
    /// Remove it, where nothing suffers by that.
    APPLY;

    static int report(List<Finding> findings, PrintWriter out) {
        findings.forEach(out::println);
        return Finding.allFine(findings) ? ExitCode.FINE : ExitCode.FAILED;
    }
}
