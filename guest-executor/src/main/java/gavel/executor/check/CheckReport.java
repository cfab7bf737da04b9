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

  /** Two columns and what to do, for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (CheckResult check : checks) {
      String level = check.status().name().toLowerCase(Locale.ROOT);
      text.append(
          String.format(Locale.ROOT, "%-8s %-16s %s%n", level, check.name(), check.detail()));
      if (check.fix() != null) {
        text.append(String.format(Locale.ROOT, "%-8s %-16s -> %s%n", "", "", check.fix()));
      }
    }
    return text.toString();
  }
}
