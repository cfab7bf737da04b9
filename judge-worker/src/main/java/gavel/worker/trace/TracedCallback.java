package gavel.worker.trace;

import gavel.worker.intake.Disposition;
import gavel.worker.intake.Disposition.Accept;
import gavel.worker.intake.Disposition.Release;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.intake.JudgeCallback;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import org.slf4j.MDC;

/**
 * The span {@code submission} of a record, from when the broker had it, and in it {@code queue}.
 */
record TracedCallback(JudgeCallback callback, Tracing tracing) implements JudgeCallback {
  /** In the log's context, so that a line leads to its trace. */
  private static final String TRACE = "trace_id";

  @Override
  public Disposition judge(IntakeRecord record, Runnable ran) throws InterruptedException {
    Instant now = tracing.clock().instant();
    Instant queued = record.timestamp().isBefore(now) ? record.timestamp() : now;
    Span span =
        tracing
            .tracer()
            .spanBuilder("submission")
            .setParent(Tracing.contextOf(record))
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(queued)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.destination.name", record.topic())
            .setAttribute(
                "messaging.destination.partition.id", Integer.toString(record.partition()))
            .setAttribute("messaging.kafka.offset", record.offset())
            .setAttribute("gavel.delivery_count", record.deliveryCount())
            .startSpan();
    tracing
        .tracer()
        .spanBuilder("queue")
        .setParent(Context.root().with(span))
        .setStartTimestamp(queued)
        .startSpan()
        .end(now);
    try (Scope _ = Context.root().with(span).makeCurrent();
        MDC.MDCCloseable _ = MDC.putCloseable(TRACE, span.getSpanContext().getTraceId())) {
      Disposition disposition = callback.judge(record, ran);
      switch (disposition) {
        case Accept() -> span.setAttribute("gavel.disposition", "accept");
        case Release(String reason) ->
            span.setAttribute("gavel.disposition", "release").setStatus(StatusCode.ERROR, reason);
      }
      return disposition;
    } finally {
      span.end();
    }
  }
}
