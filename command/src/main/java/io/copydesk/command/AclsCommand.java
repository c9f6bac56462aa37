package io.copydesk.command;

import io.copydesk.runtime.Configuration;
import io.copydesk.schemas.admin.AclsAdmin;
import io.copydesk.schemas.admin.Grant;
import io.copydesk.schemas.admin.Role;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "acls", mixinStandardHelpOptions = true, description = {
        "What each part of Copydesk, and each team that reads, may do on a Kafka with an authorizer: the least it needs.",
        "list: says it, without a cluster. check, apply: compare it with the cluster of COPYDESK_KAFKA_BOOTSTRAP_SERVERS",
        "  and further COPYDESK_KAFKA_… settings, or add there what is missing; that takes a super user.",
        "Ends with 0 when nothing is left to do, else with 1."})
final class AclsCommand implements Callable<Integer> {
    private static final String USER = "User:";

    private enum Task {
        LIST, CHECK, APPLY
    }

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "list|check|apply", description = "Say what is declared, what the cluster lacks, or add it.")
    private Task task = Task.LIST;

    @Option(names = "--principal", paramLabel = "ROLE=PRINCIPAL", description = {
            "Who ingest, enrich, sink, dashboard, registry or operator is, as the brokers see it.",
            "Default: User:copydesk-ROLE. With certificates, for example: sink=User:CN=sink"})
    private Map<Role, String> principals = new HashMap<>();

    @Option(names = "--team", paramLabel = "NAME", description = {
            "User:NAME may read copydesk.entries and copydesk.changes, in groups that begin with NAME-.",
            "May be given several times."})
    private List<String> teams = List.of();

    AclsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var grants = grants();
        if (task == Task.LIST) {
            grants.forEach((principal, each) -> each.forEach(grant -> out().println(principal + ": " + grant)));
            return ExitCode.FINE;
        }
        try (var admin = Admin.create(new HashMap<>(Configuration.kafka(environment)))) {
            var acls = new AclsAdmin(admin, grants);
            return Action.report(task == Task.APPLY ? acls.apply() : acls.check(), out());
        }
    }

    private Map<String, List<Grant>> grants() {
        var grants = new LinkedHashMap<String, List<Grant>>();
        for (var role : Role.values()) {
            var name = USER + "copydesk-" + role.name().toLowerCase(Locale.ROOT);
            grants.merge(principals.getOrDefault(role, name), role.grants(), AclsCommand::both);
        }
        teams.forEach(team -> grants.merge(USER + team, Role.team(team), AclsCommand::both));
        return grants;
    }

    /// Of a user who has several roles.
    private static List<Grant> both(List<Grant> one, List<Grant> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
