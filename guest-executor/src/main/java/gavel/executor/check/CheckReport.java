package gavel.executor.check;

import gavel.executor.check.CheckResult.Level;
import java.util.List;
import java.util.Locale;

/** All that was looked at; ok when nothing is missing. */
public record CheckReport(boolean ok, List<CheckResult> checks) {
  /** Nothing is missing in these checks, or something is. */
  public static CheckReport of(List<CheckResult> checks) {
    return new CheckReport(
        checks.stream().noneMatch(check -> check.status() == Level.MISSING), List.copyOf(checks));
  }

  /** The checks of each kind under its name, and what to do, for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      List<CheckResult> some = checks.stream().filter(check -> check.kind() == kind).toList();
      if (!some.isEmpty()) {
        text.append(String.format(Locale.ROOT, "%s%n", kind.words()));
        some.forEach(check -> append(text, check));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, CheckResult check) {
    String level = check.status().name().toLowerCase(Locale.ROOT);
    text.append(
        String.format(Locale.ROOT, "  %-8s %-24s %s%n", level, check.name(), check.detail()));
    if (check.fix() != null) {
      text.append(String.format(Locale.ROOT, "  %-8s %-24s -> %s%n", "", "", check.fix()));
    }
  }
}
