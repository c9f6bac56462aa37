package io.copydesk.command;

import io.copydesk.runtime.Configuration;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.admin.ContractHistory;
import io.copydesk.schemas.admin.Finding;
import io.copydesk.schemas.admin.SchemasAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "schemas", mixinStandardHelpOptions = true, description = {
        "Check the contracts against all their earlier versions and against a schema registry, or register them there.",
        "check: each contract must be on record and take away nothing that any version before it had. With",
        "  COPYDESK_REGISTRY_URL (and further COPYDESK_REGISTRY_… settings), that registry must know it, too.",
        "apply: registers what the registry lacks, unless the check fails.",
        "record: puts a changed contract on record in the source tree, as its next version.",
        "asyncapi: prints topics and contracts as an AsyncAPI 3 document (docs/asyncapi.yaml).",
        "Ends with 0 when nothing is left to do, else with 1."})
final class SchemasCommand implements Callable<Integer> {
    private static final String REGISTRY = "COPYDESK_REGISTRY_";

    private enum Task {
        CHECK, APPLY, RECORD, ASYNCAPI
    }

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "check|apply|record|asyncapi", description = "What to do, see above.")
    private Task task = Task.CHECK;

    SchemasCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return switch (task) {
            case CHECK -> check();
            case APPLY -> apply();
            case RECORD -> Action.report(ContractHistory.record(Home.folder()), out());
            case ASYNCAPI -> {
                out().print(AsyncApi.document());
                out().flush();
                yield ExitCode.FINE;
            }
        };
    }

    /// Without a registry this is what a developer wants to know before the commit.
    private int check() throws IOException {
        int versions = Action.report(ContractHistory.check(), out());
        if (environment.keySet().stream().noneMatch(name -> name.startsWith(REGISTRY))) {
            out().println("No registry asked: COPYDESK_REGISTRY_URL is not set");
            return versions;
        }
        return Math.max(versions, inRegistry(Task.CHECK));
    }

    /// What is registered stays for good, so nothing is that a later check would not know of.
    private int apply() throws IOException {
        var refused = ContractHistory.check().stream().filter(finding -> !finding.fine()).toList();
        return refused.isEmpty() ? inRegistry(Task.APPLY) : Action.report(refused, out());
    }

    private int inRegistry(Task task) throws IOException {
        var config = new TreeMap<>(Configuration.registry(environment));
        var url = String.valueOf(config.remove("url"));
        try (var registry = Contracts.client(url, config)) {
            var schemas = new SchemasAdmin(registry);
            List<Finding> findings = task == Task.APPLY ? schemas.apply() : schemas.check();
            return Action.report(findings, out());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
