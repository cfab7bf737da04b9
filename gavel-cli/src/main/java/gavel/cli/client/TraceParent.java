package gavel.cli.client;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The trace that a submission belongs to, as W3C Trace Context writes it: {@code
 * 00-TRACE-SPAN-FLAGS}.
 */
public record TraceParent(String text) {
  /** The header of a record, and in capitals the variable of whoever begins a trace outside. */
  public static final String HEADER = "traceparent";

  private static final Pattern VALID = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int SPAN_DIGITS = 16;
  private static final String SAMPLED = "01";

  /**
   * That of the environment's {@code TRACEPARENT}, or else a new one.
   *
   * @param given what the environment says; ignored, as the specification wants it, where it is of
   *     another form
   */
  public static TraceParent of(Optional<String> given) {
    return given
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .filter(text -> VALID.matcher(text).matches())
        .map(TraceParent::new)
        .orElseGet(TraceParent::fresh);
  }

  /** Ids need to be unlike others, not secret; those of a version 4 UUID have 122 random bits. */
  private static TraceParent fresh() {
    return new TraceParent(
        String.join("-", "00", random(), random().substring(0, SPAN_DIGITS), SAMPLED));
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
