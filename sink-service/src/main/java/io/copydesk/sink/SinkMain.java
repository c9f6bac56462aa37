package io.copydesk.sink;

import io.copydesk.runtime.ServiceMain;

/// The sink as a process of its own.
public final class SinkMain {
    private SinkMain() {}

    public static void main(String[] args) {
        ServiceMain.run(SinkService::of);
    }
}
