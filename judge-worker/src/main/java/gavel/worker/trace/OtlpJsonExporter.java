package gavel.worker.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector by OTLP/HTTP in its JSON form: ids in hexadecimal, 64-bit numbers as
 * text, enumerations as numbers (OpenTelemetry Protocol 1.5, "JSON Protobuf Encoding"). What the
 * collector does not take is dropped, and said once.
 */
public final class OtlpJsonExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpJsonExporter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FIRST_FAILURE = 300;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** {@code STATUS_CODE_ERROR}. */
  private static final int ERROR = 2;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI traces;
  private final Map<String, String> headers;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Sends to {@code /v1/traces} below the collector's address. */
  public OtlpJsonExporter(TraceSettings settings) {
    this.headers = settings.headers();
    String base = settings.collector().toString();
    this.traces = URI.create((base.endsWith("/") ? base : base + "/") + "v1/traces");
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(traces)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(StrictJson.write(message(spans))));
    headers.forEach(request::header);
    CompletableResultCode result = new CompletableResultCode();
    var _ =
        client
            .sendAsync(request.build(), BodyHandlers.discarding())
            .whenComplete((response, failure) -> {
              if (failure != null) {
                failed(result, failure.toString());
              } else if (response.statusCode() >= FIRST_FAILURE) {
                failed(result, "HTTP status " + response.statusCode() + hint(response));
              } else {
                failing.set(false);
                result.succeed();
              }
            });
    return result;
  }

  private static String hint(HttpResponse<?> response) {
    int status = response.statusCode();
    return status == UNAUTHORIZED || status == FORBIDDEN ? "; see otel.headers" : "";
  }

  private void failed(CompletableResultCode result, String why) {
    if (failing.compareAndSet(false, true)) {
      LOG.warn("Traces cannot be sent to {} until further notice: {}", traces, why);
    }
    result.fail();
  }

  /** An {@code ExportTraceServiceRequest}. */
  static ObjectNode message(Collection<SpanData> spans) {
    ObjectNode message = StrictJson.object();
    ArrayNode resources = message.putArray("resourceSpans");
    Map<Resource, List<SpanData>> byResource =
        spans.stream().collect(Collectors.groupingBy(SpanData::getResource));
    byResource.forEach((resource, theirs) -> {
      ObjectNode one = resources.addObject();
      attributes(one.putObject("resource"), resource.getAttributes());
      ObjectNode scope = one.putArray("scopeSpans").addObject();
      scope.putObject("scope").put("name", "gavel.worker");
      ArrayNode list = scope.putArray("spans");
      theirs.forEach(span -> span(list.addObject(), span));
    });
    return message;
  }

  private static void span(ObjectNode node, SpanData span) {
    node.put("traceId", span.getTraceId());
    node.put("spanId", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      node.put("parentSpanId", span.getParentSpanId());
    }
    node.put("name", span.getName());
    node.put("kind", kind(span.getKind()));
    node.put("startTimeUnixNano", Long.toString(span.getStartEpochNanos()));
    node.put("endTimeUnixNano", Long.toString(span.getEndEpochNanos()));
    attributes(node, span.getAttributes());
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      node.putObject("status").put("code", ERROR).put("message", span.getStatus().getDescription());
    }
  }

  /** The numbers of {@code SpanKind} in opentelemetry/proto/trace/v1/trace.proto. */
  private static int kind(SpanKind kind) {
    return switch (kind) {
      case INTERNAL -> 1;
      case SERVER -> 2;
      case CLIENT -> 3;
      case PRODUCER -> 4;
      case CONSUMER -> 5;
    };
  }

  private static void attributes(ObjectNode node, Attributes attributes) {
    ArrayNode list = node.putArray("attributes");
    attributes.forEach((key, value) -> {
      ObjectNode typed = list.addObject().put("key", key.getKey()).putObject("value");
      switch (value) {
        case Long number -> typed.put("intValue", Long.toString(number));
        case Boolean flag -> typed.put("boolValue", flag);
        case Double number -> typed.put("doubleValue", number);
        default -> typed.put("stringValue", value.toString());
      }
    });
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    client.shutdownNow();
    return CompletableResultCode.ofSuccess();
  }
}
