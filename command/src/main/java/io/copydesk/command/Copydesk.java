package io.copydesk.command;

import io.copydesk.command.laptop.NewsroomCommand;
import io.copydesk.command.laptop.Up;
import io.copydesk.runtime.ConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program; see `copydesk --help`.
@Command(name = "copydesk", mixinStandardHelpOptions = true, version = "Copydesk 0.1.0", description = "Live blogs in, one clean, ordered, tagged stream of what changed out.")
public final class Copydesk implements Runnable {
    @Spec
    private CommandSpec spec;

    Copydesk() {
        spec = CommandSpec.create(); // picocli puts its own here
    }

    public static void main(String[] arguments) {
        Logs.quiet();
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /// The program with this environment.
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Copydesk())
                .addSubcommand(new Up())
                .addSubcommand(new NewsroomCommand())
                .addSubcommand(new Extract(Clock.systemUTC()))
                .addSubcommand(new Tag(Clock.systemUTC(), System.in))
                .addSubcommand(new Evaluate())
                .addSubcommand(new GazetteerCommand(Clock.systemUTC(), System.in))
                .addSubcommand(new Bench())
                .addSubcommand(new Retag(environment, Clock.systemUTC()))
                .addSubcommand(new Rebuild(environment, Clock.systemUTC()))
                .addSubcommand(new DeadLettersCommand(environment))
                .addSubcommand(new Trace(environment))
                .addSubcommand(new Erase(environment, Clock.systemUTC()))
                .addSubcommand(new TopicsCommand(environment))
                .addSubcommand(new SchemasCommand(environment))
                .addSubcommand(new SourcesCommand(environment))
                .addSubcommand(new InstancesCommand(environment))
                .addSubcommand(new AclsCommand(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, _) -> fail(failure, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /// One line a problem; the stack is of no use to whoever typed the command.
    private static int fail(Exception failure, CommandLine command) {
        if (failure instanceof ConfigurationException configuration) {
            configuration.problems().forEach(command.getErr()::println);
            return ExitCode.USAGE;
        }
        var message = Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
        var cause = failure.getCause();
        command.getErr().println("copydesk: " + message
                + (cause == null || message.contains(String.valueOf(cause.getMessage())) ? "" : ": " + cause));
        return ExitCode.FAILED;
    }
}
