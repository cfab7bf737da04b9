package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.trace.TraceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a worker is told to send traces. */
class TraceChoiceReaderTest {
  @TempDir Path directory;

  private WorkerConfigReader.Read read(Map<String, String> environment, String... flags)
      throws ConfigProblems {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap", "k:1");
    all.put("problems.dirs", directory.toString());
    for (int i = 0; i < flags.length; i += 2) {
      all.put(flags[i], flags[i + 1]);
    }
    return WorkerConfigReader.readAll(Optional.empty(), environment, all);
  }

  @Test
  void tracesGoToACollector() throws Exception {
    assertThat(read(Map.of()).config().traces()).isEmpty();
    assertThat(read(Map.of(), "otel.endpoint", "off").config().traces()).isEmpty();
    assertThat(read(Map.of("GAVEL_OTEL_ENDPOINT", "http://h:4318")).config().traces())
        .hasValue(new TraceSettings(URI.create("http://h:4318"), Map.of()));
    for (String wrong : List.of("h:4318", "ftp://h", "http:", "http://h?x", "not one")) {
      assertThatThrownBy(() -> read(Map.of(), "otel.endpoint", wrong))
          .hasMessage(
              "command line: otel.endpoint is neither a URL like http://127.0.0.1:4318 nor off");
    }
  }

  @Test
  void headersAreWrittenAsOpenTelemetryHasThem() throws Exception {
    WorkerConfigReader.Read read =
        read(
            Map.of(
                "GAVEL_OTEL_HEADERS", "${env:OTEL_EXPORTER_OTLP_HEADERS}",
                "OTEL_EXPORTER_OTLP_HEADERS",
                    "Authorization=Basic%20b3Blbitz+w==, x-scope = a%2Cb%3D%25c ,x-empty=,"),
            "otel.endpoint",
            "https://h/otlp");
    TraceSettings traces = read.config().traces().orElseThrow();
    assertThat(traces.headers())
        .containsOnly(
            Map.entry("Authorization", "Basic b3Blbitz+w=="),
            Map.entry("x-scope", "a,b=%c"),
            Map.entry("x-empty", ""));
    assertThat(read.settings() + traces.toString() + read.config())
        .contains("otel.headers", "Authorization")
        .doesNotContain("b3Blbitz");
  }

  @Test
  void whatIsWrongWithHeadersIsSaidWithoutThem() {
    assertThatThrownBy(() ->
            read(
                Map.of(),
                "otel.endpoint",
                "http://h",
                "otel.headers",
                "secret1,=secret2,a b=secret3,Host=secret4,a=secret5%2,b=secret6%0Ax,c=s%C3%A9"))
        .message()
        .contains(
            "otel.headers has an entry, number 1, that is not NAME=VALUE",
            "number 2, that is not NAME=VALUE",
            "number 3, that is not NAME=VALUE",
            "number 4, that is for a header that the worker sets itself: Host",
            "number 5, that has a value that is not percent-encoded",
            "number 6, that has a value that is not percent-encoded, or not one line of ASCII",
            "number 7, that has a value")
        .doesNotContain("secret")
        .hasLineCount(7);
    assertThatThrownBy(() -> read(Map.of(), "otel.headers", "a=b"))
        .hasMessage("command line: otel.headers is for a collector; set otel.endpoint");
  }
}
