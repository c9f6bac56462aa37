package io.copydesk.command;

import io.copydesk.enrich.EnrichGroup;
import io.copydesk.runtime.Configuration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "instances", mixinStandardHelpOptions = true, description = {
        "The instances of enrich: which there are, and that one is gone for good.",
        "The cluster is that of COPYDESK_KAFKA_BOOTSTRAP_SERVERS and further COPYDESK_KAFKA_… settings."})
final class InstancesCommand implements Runnable {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--application-id", paramLabel = "ID", defaultValue = "copydesk-enrich", description = "As COPYDESK_ENRICH_APPLICATION_ID. Default: ${DEFAULT-VALUE}")
    private String group = "copydesk-enrich";

    InstancesCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or leave?");
    }

    private interface Asked {
        int of(EnrichGroup group) throws InterruptedException, ExecutionException;
    }

    private int ask(Asked question) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.copyOf(Configuration.kafka(environment)))) {
            return question.of(new EnrichGroup(admin, group));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "A line a thread: instance, address, how many partitions it reads. One that was stopped is listed until its session ends, 6 seconds.")
    int list() throws InterruptedException, ExecutionException {
        return ask(members -> {
            members.members().stream().sorted(Comparator.comparing(EnrichGroup.Member::id)).forEach(member -> spec
                    .commandLine().getOut()
                    .println(member.instance() + "\t" + member.host() + "\t" + member.partitions() + " partitions"));
            return ExitCode.FINE;
        });
    }

    @Command(name = "leave", mixinStandardHelpOptions = true, description = "Hand over the partitions of an instance that was stopped and is not to come back, at once.")
    int leave(@Parameters(paramLabel = "INSTANCE") String instance) throws InterruptedException, ExecutionException {
        return ask(members -> {
            int threads = members.leave(instance);
            spec.commandLine().getOut().println(threads == 0
                    ? instance + " is not in the group"
                    : instance + " has left, with " + threads + " threads");
            return ExitCode.FINE; // its session may have ended meanwhile
        });
    }
}
