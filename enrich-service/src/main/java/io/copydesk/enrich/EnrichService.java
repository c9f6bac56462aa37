package io.copydesk.enrich;

import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.runtime.Service;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the topology until it is closed, and says what killed it if it dies.
public final class EnrichService implements Service {
    private static final Logger log = LoggerFactory.getLogger(EnrichService.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);
    /// Longer than [io.copydesk.schemas.Patience] waits for the registry within one record.
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(10);
    /// What a killed instance leaves open holds up every reader of committed records for so long.
    private static final Duration TRANSACTION = Duration.ofSeconds(7);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
    private static final Duration SESSION = Duration.ofSeconds(6);

    private final Contracts contracts;
    private final CurrentTagger tagger;
    private final KafkaStreams streams;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public EnrichService(EnrichConfiguration config, Neighbours neighbours, MeterRegistry meters) {
        this.contracts = neighbours.contracts();
        var counts = new Counts(meters);
        this.tagger = new CurrentTagger(config.enrich().gazetteerDir().map(Path::of), meters);
        var topology = new EnrichTopology(contracts, Steps.of(tagger), counts,
                EnrichTopology.Parts.of(config.enrich()));
        this.streams = new KafkaStreams(topology.build(),
                with(counts, properties(config.enrich(), neighbours.kafka())));
        StateMetrics.register(streams, meters);
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

    @Override
    public String name() {
        return "enrich";
    }

    @Override
    public void start() {
        tagger.start();
        streams.start();
    }

    @Override
    public Readiness readiness() {
        var state = streams.state();
        return new Readiness(state == KafkaStreams.State.RUNNING, "streams are " + state);
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        closing.countDown();
        tagger.close();
        streams.close(CLOSE);
        contracts.close();
        stopped.complete(null);
    }

    /// A neighbour that is away or refuses us is waited for by a new thread; anything else ends the service, visibly.
    private StreamThreadExceptionResponse onThreadDeath(Throwable death) {
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            if (isNeighbours(cause)) {
                log.atWarn().setCause(death).log("a neighbour is away; the thread restarts");
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

    private static Properties with(Counts counts, Properties properties) {
        properties.put(DeadLetters.COUNTS, counts);
        return properties;
    }

    /// Streams' settings, without what only this service needs.
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
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                (int) MAX_POLL_INTERVAL.toMillis());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) TRANSACTION.toMillis());
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_RECORD_BYTES);
        config.instanceId().ifPresent(
                id -> settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
        settings.putAll(kafka); // the operator's word is last
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        var properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
