package io.copydesk.enrich;

import io.copydesk.contracts.Observation;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.TraceContext;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a bad record to the dead letters, in the transaction that moves past it, and goes on. Only an exception that
/// names the record as bad is answered so; any other stops the thread, and the record is read again.
public final class DeadLetters implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    /// Where Streams' configuration carries the [Counts].
    static final String COUNTS = "copydesk.counts";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    static final String DECODE = "enrich.decode";

    private @Nullable Counts counts;

    @Override
    public void configure(Map<String, ?> configs) {
        counts = (Counts) configs.get(COUNTS);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(ErrorHandlerContext context,
            ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof BadRecordException bad
                ? DeserializationExceptionHandler.Response
                        .resume(letters(DECODE, Counts.UNREADABLE, context, record.key(), record.value(), bad))
                : DeserializationExceptionHandler.Response.fail();
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(ErrorHandlerContext context, Record<?, ?> record,
            Exception exception) {
        if (!(exception instanceof BadRecordException bad)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        var stage = bad instanceof FailedStepException failed
                ? "enrich." + failed.step()
                : "enrich." + context.processorNodeId();
        var source = record.value() instanceof Observation seen ? seen.getSource() : Counts.UNREADABLE;
        return ProcessingExceptionHandler.Response
                .resume(letters(stage, source, context, context.sourceRawKey(), context.sourceRawValue(), bad));
    }

    private List<ProducerRecord<byte[], byte[]>> letters(String stage, String source, ErrorHandlerContext context,
            byte[] key,
            byte[] value, BadRecordException bad) {
        log.atWarn().addKeyValue("topic", context.topic()).addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset()).addKeyValue("stage", stage)
                .addKeyValue("cause", bad.reason())
                .addKeyValue("trace", TraceContext.of(context.headers()).map(TraceContext::traceId).orElse("none"))
                .log("a bad record goes to the dead letters");
        if (counts != null) {
            counts.deadLetter(stage, bad.reason().name());
            if (context.topic().equals(Topics.RAW.name())) { // a telling's observation has been counted as changed
                counts.rejected(source, context.timestamp());
            }
        }
        return List.of(DeadLetter.of(stage, context.topic(), context.partition(), context.offset(), key, value,
                context.headers(), bad));
    }
}
