package io.copydesk.schemas.admin;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// What Kafka's clients promise to answer, waited for.
public final class KafkaAnswers {
    private KafkaAnswers() {}

    /// @throws KafkaException the failure that came instead; an `InterruptException` when the thread is interrupted
    public static <T> T answered(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }
}
