package io.copydesk.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.BiFunction;

/// The main of every service: read the environment, build, run until told to stop, close.
///
/// Exit codes: 0 after SIGTERM or SIGINT, 1 when the service could not start, died, or did not close in time.
public final class ServiceMain {
    private ServiceMain() {}

    /// Ends the process when the service has stopped.
    ///
    /// @param build for example `SinkService::of`
    public static void run(BiFunction<Map<String, String>, MeterRegistry, Service> build) {
        var process = new ServiceProcess(System.getenv(), build);
        Runtime.getRuntime().addShutdownHook(new Thread(process::closeOnSignal, "close"));
        System.exit(process.run());
    }
}
