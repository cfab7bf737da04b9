package gavel.worker.http;

import gavel.model.json.StrictJson;
import java.nio.charset.StandardCharsets;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param type of its content
 */
public record Page(int status, String type, String content) {
  private static final int OK = 200;
  private static final String JSON = "application/json";

  /** A value as JSON. */
  public static Page json(int status, Object value) {
    return new Page(status, JSON, new String(StrictJson.write(value), StandardCharsets.UTF_8));
  }

  /** Text of that type. */
  public static Page text(String type, String text) {
    return new Page(OK, type, text);
  }

  static Page error(int status, String code, String message) {
    return json(status, new Failure(code, message));
  }

  private record Failure(String error, String message) {}
}
