package io.copydesk.enrich;

import io.copydesk.runtime.ClientFigures;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.GroupLag;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.runtime.Service;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the topology until it is closed, and says what killed it if it dies.
public final class EnrichService implements Service {
    private static final Logger log = LoggerFactory.getLogger(EnrichService.class);
    private static final String NAME = "enrich";
    private static final Duration CLOSE = Duration.ofSeconds(20);
    /// Longer than [io.copydesk.schemas.Patience] waits for the registry within one record.
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(10);
    /// What a killed instance leaves open holds up every reader of committed records for so long.
    private static final Duration TRANSACTION = Duration.ofSeconds(7);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
    private static final Duration SESSION = Duration.ofSeconds(6);
    /// State that was left longer ago is restored anew: its changelog forgets after a day what was deleted.
    private static final Duration STALE = Duration.ofHours(12);

    private final Contracts contracts;
    private final CurrentTagger tagger;
    private final InstanceFolder folder;
    private final Properties settings;
    private final KafkaStreams streams;
    private final Counter restarts;
    private final Supplier<GroupLag> lagging;
    private volatile @Nullable GroupLag lag;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String trouble = "";

    public EnrichService(EnrichConfiguration config, Neighbours neighbours, MeterRegistry meters) {
        this.contracts = neighbours.contracts();
        var counts = new Counts(meters);
        this.tagger = new CurrentTagger(config.enrich().gazetteerDir().map(Path::of), meters);
        var topology = new EnrichTopology(contracts, Steps.of(tagger), counts,
                EnrichTopology.Parts.of(config.enrich()));
        this.folder = InstanceFolder.claim(Path.of(config.enrich().stateDir()), config.enrich().instanceId());
        this.settings = properties(config.enrich(), folder, neighbours.kafka());
        this.streams = new KafkaStreams(topology.build(), with(counts, settings));
        StateMetrics.register(streams, meters);
        new ClientFigures(meters, NAME, streams::metrics).ofConsumer().ofProducer().ofStreams();
        new DiskSpaceMetrics(Path.of(config.enrich().stateDir()).toFile()).bindTo(meters);
        this.restarts = Counter.builder("copydesk.enrich.thread.restarts")
                .description("stream threads that ended for a neighbour that was away, and were replaced")
                .register(meters);
        this.lagging = () -> GroupLag.start(neighbours.kafka(), Map.of(config.enrich().applicationId(),
                topics(config.enrich().applicationId())), meters);
        streams.setUncaughtExceptionHandler(this::onThreadDeath);
        streams.setStateListener((now, before) -> {
            log.atInfo().addKeyValue("state", now).log("streams state");
            if (now == KafkaStreams.State.ERROR) {
                stopped.completeExceptionally(new IllegalStateException("the streams threads have died; see the log"));
            }
        });
    }

    public static EnrichService of(Map<String, String> environment, MeterRegistry meters) {
        return new EnrichService(Configuration.load(EnrichConfiguration.class, environment),
                Neighbours.of(environment), meters);
    }

    /// The topics between its tasks; when they are read to their ends, everything that was read is done.
    public static List<String> internalTopics(String applicationId) {
        return Stream.of(StoryStores.TELLINGS, TrendProcessor.TAGS)
                .map(name -> applicationId + "-" + name + "-repartition").toList();
    }

    private static List<String> topics(String applicationId) {
        return Stream.concat(Stream.of(Topics.RAW.name()), internalTopics(applicationId).stream()).toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        log.atInfo().addKeyValue("instance", folder.instance()).addKeyValue("state", folder.path())
                .log("Enrich starts");
        awaitAlone();
        if (closing.getCount() == 0) {
            return; // told to stop meanwhile
        }
        tagger.start();
        streams.start();
        lag = lagging.get();
    }

    /// Two instances of one name would throw each other out of the group, again and again.
    private void awaitAlone() {
        try (var admin = Admin.create(new StreamsConfig(settings).getAdminConfigs(folder.instance()))) {
            new EnrichGroup(admin, settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG))
                    .awaitAlone(folder.instance(), settings.getProperty(StreamsConfig.CLIENT_ID_CONFIG), SESSION,
                            closing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Readiness readiness() {
        var state = streams.state();
        var ready = state == KafkaStreams.State.RUNNING;
        return new Readiness(ready, "streams are " + state + (ready || trouble.isEmpty() ? "" : ": " + trouble));
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        closing.countDown();
        tagger.close();
        var measuring = lag;
        if (measuring != null) {
            measuring.close();
        }
        boolean ran = streams.state() != KafkaStreams.State.CREATED;
        if (streams.close(CLOSE) && ran) {
            folder.leave();
        }
        contracts.close();
        folder.close();
        stopped.complete(null);
    }

    /// A neighbour that is away or refuses us is waited for by a new thread; anything else ends the service, visibly.
    private StreamThreadExceptionResponse onThreadDeath(Throwable death) {
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) {
                var problem = "another instance has taken the name '" + folder.instance()
                        + "': COPYDESK_ENRICH_INSTANCE_ID must be unique";
                log.atError().log(problem);
                stopped.completeExceptionally(new IllegalStateException(problem, death));
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            if (isNeighbours(cause)) {
                trouble = String.valueOf(cause.getMessage());
                log.atWarn().setCause(death).log("a neighbour is away; the thread restarts");
                restarts.increment();
                pause();
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        }
        log.atError().setCause(death).log("enrich cannot go on");
        stopped.completeExceptionally(death);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean isNeighbours(Throwable cause) {
        return cause instanceof RegistryUnavailableException || cause instanceof RetriableException
                || cause instanceof AuthenticationException || cause instanceof AuthorizationException;
    }

    /// Between two threads, so that a neighbour that refuses at once is not asked at full speed.
    private void pause() {
        try {
            closing.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Properties properties(EnrichConfiguration.Enrich config, InstanceFolder folder,
            Map<String, String> kafka) {
        var properties = new Properties();
        // a member of this name is not thrown out at once when it is gone, and has its partitions back when it returns
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), folder.instance());
        properties.putAll(properties(config, kafka));
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, config.applicationId() + "-" + folder.token());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.path().toString());
        return properties;
    }

    private static Properties with(Counts counts, Properties properties) {
        properties.put(DeadLetters.COUNTS, counts);
        return properties;
    }

    /// Streams' settings, without what only this service needs; the state folder is for one instance alone.
    public static Properties properties(EnrichConfiguration.Enrich config, Map<String, String> kafka) {
        var settings = new HashMap<String, Object>();
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // by their plain names, which give way to the operator's: what has a prefix would not
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) MAX_POLL_INTERVAL.toMillis());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) TRANSACTION.toMillis());
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_RECORD_BYTES);
        settings.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, STALE.toMillis());
        settings.putAll(kafka); // the operator's word is last
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        var properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
