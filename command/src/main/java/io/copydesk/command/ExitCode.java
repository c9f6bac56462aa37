package io.copydesk.command;

/// How the program ends; picocli itself uses the first three.
public final class ExitCode {
    public static final int FINE = 0;
    /// Something died, or a check found what somebody has to act on.
    public static final int FAILED = 1;
    /// The command line is wrong.
    public static final int USAGE = 2;
    /// A document of no known kind, or one that holds nothing.
    public static final int NOTHING_FOUND = 3;

    private ExitCode() {}
}
