package io.copydesk.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.web.Manners;
import io.copydesk.ingest.web.Web;
import io.copydesk.schemas.Contracts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedPartitionTest {
    private static final Duration SOON = Duration.ofMinutes(3);
    private final Contracts contracts = Contracts.inMemory();
    private final Web web = new Web(new Manners("test", Duration.ZERO, 1, Map.of()), Clock.systemUTC());
    private final AtomicInteger opened = new AtomicInteger();
    private final CompletableFuture<Throwable> died = new CompletableFuture<>();
    @TempDir
    private Path folder;

    @BeforeEach
    void save() throws IOException {
        Files.writeString(folder.resolve("01.txt"), "a look");
    }

    @AfterEach
    void close() {
        web.close();
        contracts.close();
    }

    private PartitionSession session() {
        opened.incrementAndGet();
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return new PartitionSession(producer);
    }

    private OwnedPartition partition(Supplier<PartitionSession> sessions, Supplier<Look> captures) {
        var parser = new Parser() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public boolean recognises(Document document) {
                return true;
            }

            @Override
            public Look parse(SourceDefinition source, Document document) {
                return captures.get();
            }
        };
        var partition = new OwnedPartition(0, sessions, new Readers(web, _ -> parser), new Wire(contracts),
                new Tally(new SimpleMeterRegistry()), new Failing(), Clock.systemUTC(),
                new FirstLooks(System::nanoTime), new OwnedPartition.Owner() {
                    @Override
                    public void fenced() {
                        died.completeExceptionally(new AssertionError("fenced"));
                    }

                    @Override
                    public void died(Throwable failure) {
                        died.complete(failure);
                    }
                });
        partition.put(SourceDefinition.newBuilder().setId("s").setKind("capture").setPath(folder.toString())
                .setEverySeconds(0).build());
        return partition;
    }

    @Test
    void tellsOfAnErrorThatEndsASource() {
        var error = new OutOfMemoryError("made up");
        var partition = partition(this::session, () -> {
            throw error;
        });
        partition.start();

        await().atMost(SOON).untilAsserted(() -> assertThat(died).isDone());
        assertThat(died.join()).hasRootCause(error);
        partition.awaitStopped(SOON);
        assertThat(partition.isOpen()).isFalse();
        assertThat(partition.caughtUp()).isFalse();
        assertThat(opened).hasValue(1);
    }

    @Test
    void tellsOfAnErrorThatKeepsItFromBeginning() {
        var error = new NoClassDefFoundError("made up");
        var partition = partition(() -> {
            throw error;
        }, OwnedPartitionTest::nothing);
        partition.start();

        await().atMost(SOON).untilAsserted(() -> assertThat(died).isCompletedWithValue(error));
    }

    @Test
    void opensAnotherSessionAfterAnException() {
        var failures = new AtomicInteger();
        var partition = partition(() -> {
            if (failures.getAndIncrement() == 0) {
                throw new IllegalStateException("made up");
            }
            return session();
        }, OwnedPartitionTest::nothing);
        partition.start();

        await().atMost(SOON).until(partition::isOpen);
        partition.stop();
        partition.awaitStopped(SOON);
        assertThat(died).isNotDone();
    }

    @Test
    void takesAnOverflowForAFailureOfTheSourceAlone() {
        var looks = new AtomicInteger();
        var partition = partition(this::session, () -> {
            looks.incrementAndGet();
            throw new StackOverflowError("made up");
        });
        partition.start();

        await().atMost(SOON).until(partition::caughtUp);
        partition.stop();
        partition.awaitStopped(SOON);
        assertThat(looks).hasValue(1);
        assertThat(opened).hasValue(1);
        assertThat(died).isNotDone();
    }

    private static Look nothing() {
        return new Look(List.of(), false);
    }
}
