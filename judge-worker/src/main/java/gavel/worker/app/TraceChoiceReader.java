package gavel.worker.app;

import gavel.worker.trace.TraceSettings;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the keys below {@code otel} say. */
record TraceChoiceReader(WorkerConfigReader config, ConfigValues values) {
  /** Of a header, and what it may say; a line's end would begin another one. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7e]*");

  /** Java's client sets these itself, or the worker does. */
  private static final List<String> TAKEN =
      List.of("connection", "content-length", "content-type", "expect", "host", "upgrade");

  Optional<TraceSettings> read() {
    Map<String, String> headers = headers();
    Optional<String> text = config.unlessOff(ConfigKey.OTEL_ENDPOINT);
    Optional<URI> endpoint = text.flatMap(TraceChoiceReader::httpUri);
    if (text.isPresent() && endpoint.isEmpty()) {
      config.wrong(ConfigKey.OTEL_ENDPOINT, "is neither a URL like http://127.0.0.1:4318 nor off");
    }
    if (values.get(ConfigKey.OTEL_ENDPOINT).isEmpty()
        && values.get(ConfigKey.OTEL_HEADERS).isPresent()) {
      config.wrong(ConfigKey.OTEL_HEADERS, "is for a collector; set otel.endpoint");
    }
    return endpoint.map(collector -> new TraceSettings(collector, headers));
  }

  private static Optional<URI> httpUri(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          .filter(uri -> uri.getHost() != null && uri.getQuery() == null);
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  /**
   * As OTEL_EXPORTER_OTLP_HEADERS has them ("OpenTelemetry Protocol Exporter", "Specifying headers
   * via environment variables"): names and values as in W3C Baggage without properties, so that
   * values are percent-encoded and a plus is a plus. No value is ever quoted.
   */
  private Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> entries = List.of(config.text(ConfigKey.OTEL_HEADERS).orElse("").split(",", -1));
    for (int i = 0; i < entries.size(); i++) {
      String entry = entries.get(i).strip();
      int equals = entry.indexOf('=');
      if (entry.isEmpty()) {
        continue;
      }
      String name = entry.substring(0, Math.max(0, equals)).strip();
      Optional<String> value = decoded(entry.substring(equals + 1).strip());
      if (!NAME.matcher(name).matches()) {
        wrong(i, "is not NAME=VALUE");
      } else if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
        wrong(i, "is for a header that the worker sets itself: " + name);
      } else if (value.filter(text -> TEXT.matcher(text).matches()).isEmpty()) {
        wrong(i, "has a value that is not percent-encoded, or not one line of ASCII");
      } else {
        headers.put(name, value.get());
      }
    }
    return headers;
  }

  private void wrong(int entry, String what) {
    config.wrong(ConfigKey.OTEL_HEADERS, "has an entry, number " + (entry + 1) + ", that " + what);
  }

  private static Optional<String> decoded(String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each != '%') {
        bytes.writeBytes(String.valueOf(each).getBytes(StandardCharsets.UTF_8));
      } else if (i + 2 < value.length()
          && HexFormat.isHexDigit(value.charAt(i + 1))
          && HexFormat.isHexDigit(value.charAt(i + 2))) {
        bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }
}
