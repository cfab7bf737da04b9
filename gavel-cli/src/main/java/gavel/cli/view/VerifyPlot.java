package gavel.cli.view;

import gavel.cli.verify.Assessment;
import gavel.cli.verify.SubmissionReport;
import gavel.cli.verify.TestOutcome;
import gavel.cli.verify.VerifyReport;
import gavel.testcases.timing.TimeLimit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The CPU times of all submissions against the time limit and its safety margin, on a logarithmic
 * scale: a bar to the slowest test of each, and a tick for every other one.
 */
final class VerifyPlot {
  private static final int WIDTH = 960;
  private static final int LEFT = 250;
  private static final int RIGHT = 120;
  private static final int TOP = 34;
  private static final int ROW = 22;
  private static final int BAR = 14;
  private static final int BOTTOM = 28;
  private static final int LONGEST_NAME = 36;
  private static final double NANOS = 1e9;
  private static final double FASTEST = 0.001;
  private static final double ROOM = 1.4;
  private static final int DECADE = 10;

  private final List<SubmissionReport> rows;
  private final TimeLimit limit;
  private final double longest;
  private final StringBuilder svg = new StringBuilder();

  private VerifyPlot(VerifyReport report, TimeLimit limit) {
    this.limit = limit;
    this.rows =
        report.submissions().stream()
            .filter(
                each -> each.assessment().map(judged -> !judged.tests().isEmpty()).orElse(false))
            .toList();
    double slowest =
        rows.stream()
            .flatMap(row -> row.assessment().flatMap(Assessment::slowest).stream())
            .mapToDouble(test -> seconds(test.time()))
            .max()
            .orElse(0);
    this.longest = Math.max(slowest, seconds(limit.safe())) * ROOM;
  }

  /** The picture; empty where nothing was measured. */
  static String of(VerifyReport report) {
    if (report.limit().isEmpty()) {
      return "";
    }
    VerifyPlot plot = new VerifyPlot(report, report.limit().get());
    return plot.rows.isEmpty() ? "" : plot.draw();
  }

  private String draw() {
    int height = TOP + rows.size() * ROW + BOTTOM;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg role=\"img\" aria-label=\"CPU times against the time limit\" "
                + "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
            WIDTH,
            height,
            WIDTH,
            height));
    margin(height);
    grid(height);
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), TOP + i * ROW);
    }
    line(limit.limit(), "limit", "limit " + VerifyWords.seconds(limit.limit()), "end", height);
    line(limit.safe(), "safe", VerifyWords.seconds(limit.safe()) + " with margin", "start", height);
    return svg.append("</svg>").toString();
  }

  private void margin(int height) {
    double from = x(limit.limit());
    rect(from, TOP - 4.0, x(limit.safe()) - from, height - TOP - BOTTOM + 4.0, "zone");
  }

  private void grid(int height) {
    for (double tick = FASTEST; tick <= longest; tick *= DECADE) {
      double at = x(tick);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                  + "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              at,
              at,
              TOP - 4,
              height - BOTTOM,
              at,
              height - BOTTOM + 16,
              tick < 0.5 ? Math.round(tick * 1000) + " ms" : Math.round(tick) + " s"));
    }
  }

  private void row(SubmissionReport submission, int top) {
    List<TestOutcome> tests = submission.assessment().map(Assessment::tests).orElse(List.of());
    Duration slowest =
        submission
            .assessment()
            .flatMap(Assessment::slowest)
            .map(TestOutcome::time)
            .orElse(Duration.ZERO);
    boolean stopped = tests.stream().anyMatch(TestOutcome::stopped);
    String what =
        submission.name()
            + ": "
            + submission.verdict()
            + ", slowest test "
            + (stopped ? "over " : "")
            + VerifyWords.seconds(slowest);
    int middle = top + ROW / 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s</title><text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
            Html.escape(what),
            LEFT - 8,
            middle + 4,
            Html.escape(clipped(submission.name()))));
    String colour = "v-" + submission.verdict();
    rect(LEFT, middle - BAR / 2.0, x(slowest) - LEFT, BAR, colour);
    for (TestOutcome test : tests) {
      double at = x(test.time());
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
              at,
              at,
              middle - BAR / 2 + 3,
              middle + BAR / 2 - 3));
    }
    if (stopped) {
      arrow(x(slowest), middle, colour);
    }
    svg.append("</g>").append(System.lineSeparator());
  }

  /** It goes on from there. */
  private void arrow(double at, int middle, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"%s\" d=\"M%.1f %d l8 %d l-8 %d z\"/>",
            colour,
            at,
            middle - BAR / 2,
            BAR / 2,
            BAR / 2));
  }

  private void line(Duration time, String style, String text, String anchor, int height) {
    double at = x(time);
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                + "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
            style,
            at,
            at,
            TOP - 8,
            height - BOTTOM,
            at + (anchor.equals("end") ? 2 : -2),
            TOP - 14,
            anchor,
            text));
  }

  private void rect(double x, double y, double width, double height, String style) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
            style,
            x,
            y,
            Math.max(1, width),
            height));
  }

  private double x(Duration time) {
    return x(seconds(time));
  }

  private double x(double seconds) {
    double share = Math.log(Math.max(seconds, FASTEST) / FASTEST) / Math.log(longest / FASTEST);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS;
  }

  private static String clipped(String name) {
    int length = name.codePointCount(0, name.length());
    return length <= LONGEST_NAME
        ? name
        : "…" + name.substring(name.offsetByCodePoints(0, length - LONGEST_NAME + 1));
  }
}
