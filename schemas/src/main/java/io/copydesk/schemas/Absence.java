package io.copydesk.schemas;

/// What ingest, which reports that an entry is missing, and enrich, which decides what that means, agree on.
public final class Absence {
    /// Complete looks in a row without an entry after which it counts as retracted. Ingest reports no more misses than
    /// these, then forgets the entry.
    public static final int LOOKS_UNTIL_RETRACTED = 3;

    private Absence() {}
}
