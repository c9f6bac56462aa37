package io.copydesk.command;

import io.copydesk.contracts.Entry;
import io.copydesk.runtime.Configuration;
import io.copydesk.sink.SinkConfiguration;
import io.copydesk.sink.opensearch.Access;
import io.copydesk.sink.opensearch.OpenSearchStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "trace", mixinStandardHelpOptions = true, description = {
        "What happened to an entry: its looks, revisions, tags with their reasons, story, stores and dead letters, as far",
        "back as the topics reach. Which looks are of it is told by its ids, addresses and opening words.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_…; PostgreSQL and OpenSearch are asked where",
        "COPYDESK_DATABASE_URL and COPYDESK_OPENSEARCH_URL are set. Ends with 3 when nothing is known, with 2 when several entries are meant."})
final class Trace implements Callable<Integer> {
    private static final List<String> STORES = List.of("COPYDESK_DATABASE_", "COPYDESK_OPENSEARCH_");

    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ENTRY", description = {"Its Copydesk id, an id or address of its publisher,",
            "or the trace id of a look or a push: every entry that it changed."})
    private String asked = "";

    @Option(names = "--blog", paramLabel = "BLOG", description = "The blog, where several have that id or address.")
    @Nullable
    private String blog;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    Trace(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var stores = stores();
        try (var cluster = Cluster.of(environment)) {
            var tracing = new Tracing(cluster, stores);
            var trace = tracing.of(asked);
            if (trace.isPresent()) {
                return print(trace.get());
            }
            var traced = TRACE_ID.matcher(asked).matches() ? tracing.inTrace(asked) : List.<String>of();
            if (!traced.isEmpty()) {
                traced.forEach(entry -> print(tracing.of(entry).orElseThrow()));
                return ExitCode.FINE;
            }
            var named = tracing.named(asked, Optional.ofNullable(blog));
            return named.size() == 1
                    ? print(tracing.of(named.getFirst().getId()).orElseThrow())
                    : refuse(named);
        }
    }

    private int print(EntryTrace trace) {
        if (json) {
            spec.commandLine().getOut().println(TraceJson.of(trace));
        } else {
            TraceText.of(trace).forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.FINE;
    }

    private int refuse(List<Entry> named) {
        var err = spec.commandLine().getErr();
        if (named.isEmpty()) {
            err.println("no topic knows an entry " + asked);
            return ExitCode.NOTHING_FOUND;
        }
        err.println(asked + " may be any of these:");
        named.forEach(entry -> err.println(entry.getId() + " of blog " + entry.getBlog()));
        return ExitCode.USAGE;
    }

    /// By the sink's own settings; what else the environment holds is not ours to judge.
    private List<StoreView.Asked> stores() {
        var ours = new HashMap<>(environment);
        ours.keySet().removeIf(name -> STORES.stream().noneMatch(name::startsWith));
        ours.values().removeIf(String::isBlank);
        var config = Configuration.load(SinkConfiguration.class, ours);
        var stores = new ArrayList<StoreView.Asked>();
        config.database().ifPresent(each -> stores
                .add(new StoreView.Database(each.url(), each.user(), each.password().orElse(""))));
        config.opensearch().ifPresent(each -> stores
                .add(new StoreView.Search(new Access(each.url(), each.user(), each.password()),
                        each.indexPrefix().orElse(OpenSearchStore.PREFIX))));
        return stores;
    }
}
