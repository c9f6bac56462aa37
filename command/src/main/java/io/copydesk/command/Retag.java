package io.copydesk.command;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.ingest.source.TopicReading;
import io.copydesk.runtime.Neighbours;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(name = "retag", mixinStandardHelpOptions = true, description = {
        "Have entries tagged anew, with the gazetteer and rules that the enrich service runs with now. Whatever gets other",
        "tags is published as a RETAGGED change.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_…."})
final class Retag implements Callable<Integer> {
    /// Names the requests in the counters and in the changes that they make.
    private static final String SOURCE = "retag";

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--since", paramLabel = "TIME", required = true, converter = SinceConverter.class, description = "Entries whose text is of this time or later: a day (2026-11-01) or an instant (2026-11-01T06:00:00Z), UTC.")
    private Instant since = Instant.MAX;

    @Option(names = "--dry-run", description = "Only count them.")
    private boolean dryRun;

    Retag(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    static final class SinceConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is neither a day nor an instant");
            }
        }
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        var neighbours = Neighbours.of(environment);
        try (var contracts = neighbours.contracts()) {
            var current = current(neighbours, contracts);
            var entries = new ArrayList<>(current.stream().filter(entry -> entry.getStatus() == EntryStatus.LIVE)
                    .filter(entry -> !entry.getObservedAt().isBefore(since)).toList());
            // a blog's names are introduced in the order of its entries
            entries.sort(Comparator.comparing(Entry::getObservedAt).thenComparing(Entry::getId));
            if (!dryRun) {
                var serializer = contracts.serde(Topics.RAW).serializer();
                ask(neighbours, entries.stream().map(entry -> new ProducerRecord<>(Topics.RAW.name(), null,
                        clock.millis(), entry.getBlog(), serializer.serialize(Topics.RAW.name(), request(entry))))
                        .toList());
            }
            spec.commandLine().getOut().println(entries.size() + " of " + current.size() + " entries "
                    + (dryRun ? "would be tagged anew" : "are being tagged anew"));
            return ExitCode.FINE;
        }
    }

    private static Collection<Entry> current(Neighbours neighbours, Contracts contracts) {
        var settings = new HashMap<String, Object>(neighbours.kafka());
        settings.put("isolation.level", "read_committed");
        var values = contracts.serde(Topics.ENTRIES).deserializer();
        var current = new LinkedHashMap<String, Entry>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicReading.toEnd(consumer, Topics.ENTRIES.name(), record -> {
                if (record.value() == null) {
                    current.remove(record.key());
                } else {
                    current.put(record.key(), values.deserialize(record.topic(), record.value()));
                }
            });
        }
        return current.values();
    }

    private Observation request(Entry entry) {
        return Observation.newBuilder().setSource(SOURCE).setBlog(entry.getBlog()).setNativeId(entry.getId())
                .setSignal(Signal.RETAG).setObservedAt(clock.instant()).build();
    }

    private static void ask(Neighbours neighbours, List<ProducerRecord<String, byte[]>> requests)
            throws ExecutionException, InterruptedException {
        var settings = new HashMap<String, Object>(neighbours.kafka());
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer())) {
            requests.forEach(request -> sent.add(producer.send(request)));
            for (var each : sent) {
                each.get();
            }
        }
    }
}
