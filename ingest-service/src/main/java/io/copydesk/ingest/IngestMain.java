package io.copydesk.ingest;

import io.copydesk.runtime.ServiceMain.Program;
import io.copydesk.runtime.ServiceMain;

/// Ingest as its own process.
public final class IngestMain {
    private IngestMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(new Program("ingest", "polls sources and takes what is pushed", IngestConfiguration.class,
                IngestService::of), arguments);
    }
}
