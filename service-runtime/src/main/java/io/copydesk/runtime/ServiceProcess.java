package io.copydesk.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One service as a process of its own.
final class ServiceProcess {
    private static final Logger log = LoggerFactory.getLogger(ServiceProcess.class);
    /// How long a service may take to finish what is in hand; containers get a longer grace period.
    private static final Duration TO_CLOSE = Duration.ofSeconds(25);
    private static final int FINE = 0;
    private static final int FAILED = 1;

    private final Map<String, String> environment;
    private final BiFunction<Map<String, String>, MeterRegistry, Service> build;
    private volatile @Nullable Service service;
    private volatile boolean ended;

    ServiceProcess(Map<String, String> environment, BiFunction<Map<String, String>, MeterRegistry, Service> build) {
        this.environment = environment;
        this.build = build;
    }

    /// Runs the service to its end and returns the exit code.
    int run() {
        try {
            runService();
            return FINE;
        } catch (ConfigurationException e) {
            log.atError().log("Cannot start, the configuration is wrong:\n  " + String.join("\n  ", e.problems()));
            return FAILED;
        } catch (ExecutionException e) {
            log.atError().setCause(e.getCause()).log("Stopped by a failure");
            return FAILED;
        } catch (InterruptedException | RuntimeException e) {
            log.atError().setCause(e).log("Cannot start");
            return FAILED;
        } finally {
            ended = true;
        }
    }

    /// The shutdown hook. After a signal the JVM would exit with 128 + its number whatever we do, which
    /// orchestrators take for a failure; halting is the only way to say that the stop was clean.
    void closeOnSignal() {
        var signalled = !ended;
        var code = close();
        if (signalled) {
            Runtime.getRuntime().halt(code);
        }
    }

    private void runService() throws InterruptedException, ExecutionException {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var configured = configure(meters);
        service = configured.service();
        var health = new Health(configured.service());
        bind(meters, health, configured.service().name());
        var server = configured.operations().http().port().map(
                port -> OperationsServer.start(configured.operations().http().host(), port.number(), health, meters));
        try {
            configured.service().start();
            health.started();
            log.atInfo().addKeyValue("service", configured.service().name()).log("Running");
            configured.service().stopped().get();
        } finally {
            server.ifPresent(OperationsServer::close);
        }
    }

    private static void bind(MeterRegistry meters, Health health, String name) {
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics(),
                new FileDescriptorMetrics(), new JvmHeapPressureMetrics()).forEach(binder -> binder.bindTo(meters));
        Gauge.builder("copydesk.ready", health, each -> each.ready().ok() ? 1 : 0)
                .description("1 while the service does its work").tag("service", name).register(meters);
    }

    private record Configured(OperationsConfiguration operations, Service service) {}

    /// A start that fails names the problems of all its parts, not those of the first alone.
    private Configured configure(MeterRegistry meters) {
        var problems = new LinkedHashSet<String>();
        var operations = attempt(problems, () -> Configuration.loadPart(OperationsConfiguration.class, environment));
        // before the service has any meter
        operations.ifPresent(each -> meters.config().meterFilter(new SourceLabels(each.metrics().sources())));
        var neighbours = attempt(problems, () -> Neighbours.of(environment));
        var built = attempt(problems, () -> build.apply(environment, meters));
        if (operations.isEmpty() || neighbours.isEmpty() || built.isEmpty()) {
            built.ifPresent(Service::close);
            throw new ConfigurationException(List.copyOf(problems));
        }
        KafkaSettings.unknown(neighbours.get().kafka()).forEach(variable -> log.atWarn()
                .addKeyValue("variable", variable)
                .log("Kafka's clients know no such setting: is it a plug-in's, or a typing error?"));
        return new Configured(operations.get(), built.get());
    }

    private static <T> Optional<T> attempt(Set<String> problems, Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private int close() {
        var open = service;
        if (open == null) {
            return FINE;
        }
        try {
            CompletableFuture.runAsync(open::close, Thread.ofPlatform().daemon().name("closing")::start)
                    .get(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            return FINE;
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            log.atError().addKeyValue("service", open.name()).setCause(e).log("Did not close cleanly");
            return FAILED;
        }
    }
}
