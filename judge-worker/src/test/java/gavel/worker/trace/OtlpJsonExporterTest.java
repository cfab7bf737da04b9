package gavel.worker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sends to a collector that wants a login. */
class OtlpJsonExporterTest {
  private static boolean isTaken(Collector collector, Map<String, String> headers) {
    OtlpJsonExporter exporter =
        new OtlpJsonExporter(new TraceSettings(URI.create(collector.endpoint()), headers));
    try {
      CompletableResultCode result = exporter.export(List.of()).join(30, TimeUnit.SECONDS);
      assertThat(result.isDone()).isTrue();
      return result.isSuccess();
    } finally {
      exporter.shutdown();
    }
  }

  @Test
  void sendsTheHeadersThatItIsGiven() throws IOException {
    try (Collector collector = new Collector("Bearer open sesame")) {
      assertThat(isTaken(collector, Map.of("authorization", "Bearer open sesame"))).isTrue();
      assertThat(isTaken(collector, Map.of("authorization", "Bearer of news"))).isFalse();
      assertThat(isTaken(collector, Map.of())).isFalse();
    }
  }
}
