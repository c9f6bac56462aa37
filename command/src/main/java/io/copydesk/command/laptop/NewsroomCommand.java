package io.copydesk.command.laptop;

import io.copydesk.command.ExitCode;
import io.copydesk.command.Home;
import io.copydesk.newsroom.Newsroom;
import io.copydesk.newsroom.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newsroom`: live blogs to read, without anybody's leave.
@Command(name = "newsroom", mixinStandardHelpOptions = true, description = {
        "Serve the live blogs of samples/newsroom, moment by moment, with the faults of real lines.",
        "Its /sources.yaml is a file for up --sources and sources apply. Ends at Ctrl-C."})
public final class NewsroomCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "Where it listens; 0.0.0.0 is everywhere. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--every", paramLabel = "SECONDS", defaultValue = "30", description = "Pause between two moments. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Folder of scripts; without one, the samples.")
    private @Nullable Path scripts;

    @Override
    public Integer call() throws IOException {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--every: at least 1");
        }
        var stop = StopSignal.forThisThread();
        try (var newsroom = Newsroom.start(host, port, Script.readAll(scripts()), Clock.systemUTC())) {
            newsroom.keepPace(Duration.ofSeconds(seconds));
            spec.commandLine().getOut().println(newsroom.url() + "/");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // asked to stop
        } finally {
            stop.ended();
        }
        return ExitCode.FINE;
    }

    private Path scripts() {
        return scripts != null ? scripts : Home.samples().resolve("newsroom");
    }
}
