package io.copydesk.command;

import io.copydesk.runtime.Configuration;
import io.copydesk.schemas.admin.TopicsAdmin;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "topics", mixinStandardHelpOptions = true, description = {
        "Check the declared topics against a cluster, or create and configure them there.",
        "The cluster is that of COPYDESK_KAFKA_BOOTSTRAP_SERVERS and further COPYDESK_KAFKA_… settings.",
        "Ends with 0 when nothing is left to do, else with 1."})
final class TopicsCommand implements Callable<Integer> {
    private static final String FIRST_ANSWER_WITHIN_MS = "20000";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "check|apply", description = "Only say what differs, or change it.")
    private Action action = Action.CHECK;

    TopicsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var config = new HashMap<String, Object>(Configuration.kafka(environment));
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, FIRST_ANSWER_WITHIN_MS);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, FIRST_ANSWER_WITHIN_MS);
        try (var admin = Admin.create(config)) {
            var topics = new TopicsAdmin(admin);
            var findings = switch (action) {
                case CHECK -> topics.check();
                case APPLY -> topics.apply();
            };
            return Action.report(findings, spec.commandLine().getOut());
        }
    }
}
