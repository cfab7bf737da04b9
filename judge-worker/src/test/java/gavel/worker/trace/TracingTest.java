package gavel.worker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.intake.Disposition;
import gavel.worker.intake.Disposition.Accept;
import gavel.worker.intake.Disposition.Release;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.judge.ProgressListener;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final List<SpanData> spans = new ArrayList<>();
  private final SpanExporter exporter =
      new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
          spans.addAll(batch);
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };

  private static IntakeRecord record(String parent) {
    return new IntakeRecord(
        "gavel.submissions",
        0,
        7,
        NOW.minusSeconds(3),
        Optional.empty(),
        Optional.empty(),
        2,
        Optional.of(parent));
  }

  private void trace(String parent, Disposition disposition) throws Exception {
    Map<String, String> headers = new TreeMap<>();
    try (Tracing tracing = new Tracing(exporter, "w-1", "1", Clock.fixed(NOW, ZoneOffset.UTC))) {
      tracing
          .taking((_, _) -> {
            headers.putAll(Tracing.headers());
            steps(tracing);
            return disposition;
          })
          .judge(record(parent), () -> {});
    }
    SpanData submission = span("submission");
    assertThat(headers.get("traceparent"))
        .startsWith("00-" + submission.getTraceId() + "-" + submission.getSpanId() + "-0");
  }

  private SpanData span(String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static void steps(Tracing tracing) {
    StepSpans steps = new StepSpans(ProgressListener.NONE, tracing);
    steps.started(1);
    steps.compiled(new CompileReport(Status.SUCCESS, Duration.ZERO, ""));
    steps.tested(
        1,
        1,
        new TestReport(
            "sample/1",
            Status.SUCCESS,
            "AC",
            Duration.ZERO,
            Duration.ofSeconds(1),
            ByteSize.ZERO,
            null,
            null));
  }

  @Test
  void goesOnWithTheTraceOfTheRecord() throws Exception {
    trace(PARENT, new Accept());
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("submission", "queue", "compile", "test", "run", "check");
    assertThat(spans).allMatch(span -> span.getTraceId().equals(TRACE));
    SpanData submission = span("submission");
    assertThat(submission.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span("queue").getParentSpanId()).isEqualTo(submission.getSpanId());
    assertThat(span("queue").getEndEpochNanos() - span("queue").getStartEpochNanos())
        .isEqualTo(Duration.ofSeconds(3).toNanos());
    assertThat(span("test").getParentSpanId()).isEqualTo(submission.getSpanId());
    assertThat(span("check").getParentSpanId()).isEqualTo(span("test").getSpanId());
  }

  @Test
  void beginsATraceWhereThereIsNoneOfUse() throws Exception {
    trace("nonsense", new Release("why"));
    SpanData submission = span("submission");
    assertThat(submission.getParentSpanContext().isValid()).isFalse();
    assertThat(submission.getStatus().getDescription()).isEqualTo("why");
  }

  @Test
  void isWrittenAsTheProtocolWantsIt() throws Exception {
    trace(PARENT, new Release("why"));
    JsonNode resource = OtlpJsonExporter.message(spans).path("resourceSpans").path(0);
    assertThat(resource.path("resource").path("attributes").toString())
        .contains("{\"key\":\"service.instance.id\",\"value\":{\"stringValue\":\"w-1\"}}");
    JsonNode submission = NullNode.getInstance();
    for (JsonNode span : resource.path("scopeSpans").path(0).path("spans")) {
      if (span.path("name").asText().equals("submission")) {
        submission = span;
      }
    }
    assertThat(submission.path("traceId").asText()).isEqualTo(TRACE);
    assertThat(submission.path("parentSpanId").asText()).isEqualTo("b7ad6b7169203331");
    assertThat(submission.path("kind").asInt()).isEqualTo(5);
    assertThat(submission.path("startTimeUnixNano").isTextual()).isTrue();
    assertThat(submission.path("startTimeUnixNano").asText())
        .isEqualTo(NOW.minusSeconds(3).getEpochSecond() + "000000000");
    assertThat(submission.path("attributes").toString())
        .contains("{\"key\":\"gavel.delivery_count\",\"value\":{\"intValue\":\"2\"}}");
    assertThat(submission.path("status").toString()).isEqualTo("{\"code\":2,\"message\":\"why\"}");
  }
}
