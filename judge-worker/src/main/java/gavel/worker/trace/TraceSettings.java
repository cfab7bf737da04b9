package gavel.worker.trace;

import java.net.URI;
import java.util.Map;

/**
 * Where traces go.
 *
 * @param collector address that {@code /v1/traces} is below
 * @param headers of each request, which are secret
 */
public record TraceSettings(URI collector, Map<String, String> headers) {
  /** Copies the map. */
  public TraceSettings {
    headers = Map.copyOf(headers);
  }

  /** Without the values of headers. */
  @Override
  public String toString() {
    return "collector " + collector + " " + headers.keySet();
  }
}
