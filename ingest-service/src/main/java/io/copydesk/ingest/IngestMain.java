package io.copydesk.ingest;

import io.copydesk.runtime.ServiceMain;

/// Ingest as its own process.
public final class IngestMain {
    private IngestMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(IngestService::of);
    }
}
