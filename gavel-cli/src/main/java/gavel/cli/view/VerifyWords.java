package gavel.cli.view;

import gavel.cli.verify.Assessment;
import gavel.cli.verify.SubmissionReport;
import gavel.cli.verify.TestOutcome;
import gavel.cli.verify.VerifyReport;
import gavel.testcases.problem.TestRule;
import gavel.testcases.timing.TimeLimit;
import gavel.testcases.timing.TimeMargins.Extreme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a report on a package says, as people read it, on a terminal and on a page. */
final class VerifyWords {
  private static final double NANOS = 1e9;
  private static final int PERCENT = 100;

  private VerifyWords() {}

  /** With milliseconds: {@code 1.250 s}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / NANOS);
  }

  /** Of the limit; {@code >} where it needs more than was let. */
  static String percent(TestOutcome test, TimeLimit limit) {
    return (test.stopped() ? ">" : "") + percent(test.time(), limit);
  }

  private static String percent(Duration time, TimeLimit limit) {
    return Math.round((double) time.toNanos() * PERCENT / limit.limit().toNanos()) + "%";
  }

  static String limit(TimeLimit limit) {
    String from =
        switch (limit.origin()) {
          case PACKAGE -> "given by the package";
          case ASKED -> "as asked";
          case DERIVED -> "derived";
        };
    return seconds(limit.limit())
        + " ("
        + from
        + "), with its safety margin "
        + seconds(limit.safe());
  }

  static String slowest(Extreme slowest, TimeLimit limit) {
    return name(slowest)
        + percent(slowest.time(), limit)
        + " of the limit"
        + times(limit.limit(), slowest.time(), "the limit is %.1f times that");
  }

  static String fastest(Extreme fastest, TimeLimit limit) {
    return name(fastest)
        + percent(fastest.time(), limit)
        + " of the limit"
        + times(fastest.time(), limit.limit(), "%.1f times as much");
  }

  private static String name(Extreme extreme) {
    return extreme.submission()
        + ", "
        + (extreme.stopped() ? "over " : "")
        + seconds(extreme.time())
        + " for "
        + extreme.test()
        + ": ";
  }

  private static String times(Duration over, Duration under, String what) {
    if (under.isZero()) {
      return "";
    }
    double factor = (double) over.toNanos() / under.toNanos();
    return ", " + String.format(Locale.ROOT, what, factor);
  }

  static String expected(SubmissionReport submission) {
    if (submission.expected().isEmpty()) {
      return TestRule.contradictory(submission.submission().expectation().rules())
          ? "nothing: its rules contradict each other"
          : "any";
    }
    return String.join(" or ", submission.expected())
        + (submission.submission().expectation().partial() ? ", not the best" : "");
  }

  /** Without zeros that say nothing; empty where there is none. */
  static String score(SubmissionReport submission) {
    Optional<Assessment> judged = submission.assessment();
    if (judged.isEmpty() || judged.get().grade().score().isEmpty()) {
      return "";
    }
    return BigDecimal.valueOf(judged.get().grade().score().getAsDouble())
        .setScale(4, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String flags(SubmissionReport submission) {
    List<String> flags = new ArrayList<>();
    if (!submission.ok() && submission.assessment().isPresent()) {
      flags.add("WRONG");
    }
    if (submission.borderline()) {
      flags.add("BORDERLINE");
    }
    return String.join(" ", flags);
  }

  /** The sentences about a submission that is not simply as expected. */
  static List<String> remarks(SubmissionReport submission) {
    List<String> remarks = new ArrayList<>();
    submission
        .skip()
        .ifPresent(skip ->
            remarks.add((skip.reason().flaw() ? "error: " : "") + "skipped: " + skip.message()));
    submission
        .assessment()
        .ifPresent(judged -> {
          remarks.addAll(judged.failures());
          remarks.addAll(judged.notes());
          judged.grade().flaws().forEach(flaw -> remarks.add("error: " + flaw));
        });
    return remarks;
  }

  /** One line that sums it up. */
  static String summary(VerifyReport report) {
    long wrong =
        report.submissions().stream()
            .filter(each -> !each.ok() && each.assessment().isPresent())
            .count();
    long skipped =
        report.submissions().stream().filter(each -> each.assessment().isEmpty()).count();
    return (report.ok() ? "ok: " : "NOT ok: ")
        + count(report.submissions().size(), "submission")
        + ", "
        + wrong
        + " not as expected, "
        + skipped
        + " skipped; "
        + count(report.errors().size(), "error")
        + ", "
        + count(report.warnings().size(), "warning");
  }

  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
