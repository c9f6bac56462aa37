package io.copydesk.command.laptop;

import io.copydesk.cluster.DataDirectory;
import io.copydesk.command.ExitCode;
import io.copydesk.command.Logs;
import io.copydesk.command.laptop.Laptop.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `up`: the whole pipeline on this machine.
@Command(name = "up", mixinStandardHelpOptions = true, description = {
        "Run the whole pipeline on this machine: Kafka, schema registry, PostgreSQL and all services, embedded.",
        "Without --captures, --sources or --samples it reads the samples. Ends at Ctrl-C, or with --once by itself.",
        "Ends with 0 when all is well, 1 when a part died, 3 when a capture or source could not be read."})
public final class Up implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "End when all input is stored, with a summary.")
    private boolean once;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the summary as JSON; with --once.")
    private @Nullable Path report;

    @Option(names = "--captures", paramLabel = "DIR", description = "Read saved pages: every text, page, feed and CMS answer of this folder is a source.")
    private @Nullable Path captures;

    @Option(names = "--sources", paramLabel = "FILE", description = "Read the sources of this YAML file.")
    private @Nullable Path sources;

    @Option(names = "--samples", description = "Read the samples.")
    private boolean samples;

    @Option(names = "--port", paramLabel = "N", description = "Port of the push API on 127.0.0.1; 0 takes a free one. Default: 8080, with --once a free one.")
    private @Nullable Integer port;

    @Option(names = "--dashboard-port", paramLabel = "N", description = "Port of the dashboard on 127.0.0.1; 0 takes a free one. Default: 8088, with --once there is none.")
    private @Nullable Integer dashboardPort;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = ".copydesk", description = "Where everything is kept and found again. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".copydesk");

    @Override
    public Integer call() throws IOException, SQLException {
        check();
        var stop = StopSignal.forThisThread();
        var screen = new Screen(spec.commandLine().getOut(), onTerminal(), Clock.systemUTC());
        try {
            var input = Input.of(captures, sources, samples, spec.commandLine());
            if (input.sources().isEmpty()) {
                screen.say("There is nothing to read.");
                return ExitCode.NOTHING_FOUND;
            }
            return Math.max(run(input, screen, stop), input.complete() ? ExitCode.FINE : ExitCode.NOTHING_FOUND);
        } catch (RuntimeException e) {
            if (stop.given()) {
                return ExitCode.FINE; // asked to stop while it started
            }
            throw e;
        } finally {
            stop.ended();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it was never null in 22 to 24; since 25 it is again
    private static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    private void check() {
        if (report != null && !once) {
            throw new ParameterException(spec.commandLine(), "--report needs --once");
        }
        if (captures != null && !Files.isDirectory(captures)) {
            throw new ParameterException(spec.commandLine(), "--captures: " + captures + " is no folder");
        }
        if (sources != null && !Files.isRegularFile(sources)) {
            throw new ParameterException(spec.commandLine(), "--sources: " + sources + " is no file");
        }
    }

    private int run(Input input, Screen screen, StopSignal stop) throws IOException, SQLException {
        try (var directory = DataDirectory.take(data)) {
            var log = directory.path().resolve("copydesk.log");
            Logs.to(log);
            screen.say("Data", directory.path() + " (log: " + log.getFileName() + ")");
            try (var laptop = Laptop.start(directory, ports(), input.sources(), screen)) {
                if (!once) {
                    screen.say("Ready", "Ctrl-C stops it");
                }
                return follow(laptop, input, screen, stop);
            } finally {
                screen.say("Stopped", "the data is kept in " + directory.path());
            }
        }
    }

    private Ports ports() {
        int push = port != null ? port : once ? 0 : 8080;
        return new Ports(push, dashboardPort != null
                ? OptionalInt.of(dashboardPort)
                : once ? OptionalInt.empty() : OptionalInt.of(8088));
    }

    private int follow(Laptop laptop, Input input, Screen screen, StopSignal stop) throws IOException, SQLException {
        try (var backlog = laptop.backlog()) {
            while (!stop.given()) {
                var death = laptop.death();
                if (death.isPresent()) {
                    throw new IllegalStateException(death.get().getMessage() + "; see the log", death.get().getCause());
                }
                screen.progress(progress(laptop.tally()));
                if (once && laptop.everythingIsStored(backlog)) {
                    return summarise(laptop, input, screen);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // asked to stop
        }
        screen.say("Stopping", "what is in hand is finished first");
        boolean interrupted = Thread.interrupted(); // closing waits for things
        return interrupted || stop.given() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static String progress(Tally tally) {
        return "%,d observations read, %,d decided, %,d records stored, %,d dead letters".formatted(tally.read(),
                tally.decided(), tally.stored(), tally.deadLetters());
    }

    private int summarise(Laptop laptop, Input input, Screen screen) throws IOException, SQLException {
        try (var stored = laptop.stored()) {
            var summary = Summary.of(input.names(), laptop.tally(), stored);
            screen.say(progress(laptop.tally()));
            screen.say("");
            screen.say(summary.table());
            screen.say("");
            if (report != null) {
                summary.write(report);
            }
        }
        laptop.failing().forEach((source, why) -> screen.say("Not read", source + ": " + why));
        return laptop.failing().isEmpty() ? ExitCode.FINE : ExitCode.NOTHING_FOUND;
    }
}
