package io.copydesk.enrich;

import io.copydesk.runtime.ServiceMain;

/// The enrich service as a process.
public final class EnrichMain {
    private EnrichMain() {}

    public static void main(String[] args) {
        ServiceMain.run(EnrichService::of);
    }
}
