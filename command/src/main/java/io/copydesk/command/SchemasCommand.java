package io.copydesk.command;

import io.copydesk.runtime.Configuration;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.admin.SchemasAdmin;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "schemas", mixinStandardHelpOptions = true, description = {
        "Check the contracts against a schema registry, or register them there.",
        "The registry is that of COPYDESK_REGISTRY_URL and further COPYDESK_REGISTRY_… settings.",
        "Ends with 0 when nothing is left to do, else with 1."})
final class SchemasCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "check|apply", description = "Only say what differs, or change it.")
    private Action action = Action.CHECK;

    SchemasCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        var config = new TreeMap<>(Configuration.registry(environment));
        var url = String.valueOf(config.remove("url"));
        try (var registry = Contracts.client(url, config)) {
            var schemas = new SchemasAdmin(registry);
            var findings = switch (action) {
                case CHECK -> schemas.check();
                case APPLY -> schemas.apply();
            };
            return Action.report(findings, spec.commandLine().getOut());
        }
    }
}
