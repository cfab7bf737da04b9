package gavel.worker.trace;

import gavel.worker.flow.Judging;
import gavel.worker.flow.Outlet;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.intake.JudgeCallback;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes spans of submissions and has them exported, in the background and never waited for. */
public final class Tracing implements AutoCloseable {
  private static final Duration BATCH = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Clock clock;

  /**
   * Exports nothing yet.
   *
   * @param worker the name of this worker
   */
  public Tracing(SpanExporter exporter, String worker, String version, Clock clock) {
    Attributes about =
        Attributes.builder()
            .put("service.name", "gavel-worker")
            .put("service.instance.id", worker)
            .put("service.version", version)
            .build();
    this.provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(about))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(BATCH)
                    .setExporterTimeout(PATIENCE)
                    .build())
            .build();
    this.tracer = provider.get("gavel.worker", version);
    this.clock = clock;
  }

  Tracer tracer() {
    return tracer;
  }

  Clock clock() {
    return clock;
  }

  /** Spans of all that is done with a record. */
  public JudgeCallback taking(JudgeCallback callback) {
    return new TracedCallback(callback, this);
  }

  /** Spans of a judgement and its steps. */
  public Judging around(Judging judging) {
    return new TracedJudging(judging, this);
  }

  /** Spans of publishing. */
  public Outlet around(Outlet outlet) {
    return new TracedOutlet(outlet, this);
  }

  /** What a record that is written now, on this thread, has in its headers. */
  public static Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(Context.current(), headers, (carrier, key, value) -> headers.put(key, value));
    return headers;
  }

  /** The context that a record came with; an empty one if it came with none. */
  static Context contextOf(IntakeRecord record) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), record, FromRecord.GETTER);
  }

  private enum FromRecord implements TextMapGetter<IntakeRecord> {
    GETTER;

    @Override
    public @Nullable String get(@Nullable IntakeRecord record, String key) {
      return record != null && key.equals(IntakeRecord.TRACE_PARENT)
          ? record.traceParent().orElse(null)
          : null;
    }
  }

  /** Exports what there is, for a few seconds at most. */
  @Override
  public void close() {
    provider.shutdown().join(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
