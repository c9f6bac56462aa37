package io.copydesk.enrich;

import io.copydesk.runtime.ServiceMain.Program;
import io.copydesk.runtime.ServiceMain;

/// The enrich service as a process.
public final class EnrichMain {
    private EnrichMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(new Program("enrich", "decides which entry an observation is, what changed and what it names",
                EnrichConfiguration.class, EnrichService::of), arguments);
    }
}
