package io.copydesk.sink;

import io.copydesk.runtime.ServiceMain.Program;
import io.copydesk.runtime.ServiceMain;

/// The sink as a process of its own.
public final class SinkMain {
    private SinkMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(new Program("sink", "stores what enrich has decided", SinkConfiguration.class, SinkService::of),
                arguments);
    }
}
