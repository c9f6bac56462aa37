package io.copydesk.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.BiFunction;

/// The main of every service: read the environment, build, run until told to stop, close.
///
/// Exit codes: 0 after SIGTERM or SIGINT and for `--help`, 1 when the service could not start, died, or did not close in
/// time, 2 for any other argument.
public final class ServiceMain {
    private static final int USAGE = 2;

    private ServiceMain() {}

    /// What a service is to its main.
    ///
    /// @param name one word
    /// @param purpose what it does, in half a sentence
    /// @param settings its mapping interface
    /// @param build for example `SinkService::of`
    public record Program(String name, String purpose, Class<?> settings,
            BiFunction<Map<String, String>, MeterRegistry, Service> build) {
        String help() {
            return name + ": " + purpose + "\n\n"
                    + "Settings are environment variables; NAME_FILE instead of NAME names a file that holds the value.\n"
                    + "In brackets stands what holds without the variable.\n\n" + Manual.of(settings).text()
                    + "\nOf every service:\n\n" + Manual.ofEveryService().text();
        }
    }

    /// Ends the process when the service has stopped.
    public static void run(Program program, String[] arguments) {
        if (arguments.length > 0) {
            System.exit(explain(program, arguments));
        }
        var process = new ServiceProcess(System.getenv(), program.build());
        Runtime.getRuntime().addShutdownHook(new Thread(process::closeOnSignal, "close"));
        System.exit(process.run());
    }

    private static int explain(Program program, String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
            System.out.print(program.help());
            return 0;
        }
        System.err.println(program.name() + ": takes no arguments but --help, not '" + String.join(" ", arguments)
                + "'; settings are environment variables");
        return USAGE;
    }
}
