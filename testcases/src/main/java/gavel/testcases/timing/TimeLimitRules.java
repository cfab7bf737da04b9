package gavel.testcases.timing;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.timing.TimeLimit.Origin;
import gavel.testcases.timing.TimeMargins.Extreme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a time limit follows from times, and what distance it has to keep from them: the legacy rules
 * of problemtools, and 2025-09, section "Problem timing".
 */
public final class TimeLimitRules {
  private static final String FILE = "problem.yaml";
  private static final String KEY = "limits: time_limit";
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MILLISECOND = BigDecimal.valueOf(1_000_000);
  private static final double NANOS = 1e9;

  private final FormatVersion format;
  private final ProblemLimits limits;

  /** The rules of a package. */
  public TimeLimitRules(FormatVersion format, ProblemLimits limits) {
    this.format = format;
    this.limits = limits;
  }

  /** A limit that somebody gave; it is taken as it is. */
  public TimeLimit given(Duration limit, Origin origin) {
    return new TimeLimit(limit, upToMillis(times(limit, limits.timeSafetyMargin()), limit), origin);
  }

  /** The limit that follows from the slowest submission that has to pass. */
  public TimeLimit derive(Duration slowest) {
    BigDecimal exact = times(slowest, limits.timeMultiplier());
    if (format.legacy()) {
      BigDecimal seconds = nearest(exact).max(BigDecimal.ONE);
      BigDecimal margin = nearest(exact.multiply(BigDecimal.valueOf(limits.timeSafetyMargin())));
      return new TimeLimit(
          nanos(seconds.multiply(SECOND)),
          nanos(margin.max(seconds.add(BigDecimal.ONE)).multiply(SECOND)),
          Origin.DERIVED);
    }
    BigDecimal resolution = BigDecimal.valueOf(limits.timeResolution().toNanos());
    BigDecimal multiple = exact.divide(resolution, 0, RoundingMode.CEILING).max(BigDecimal.ONE);
    return given(nanos(multiple.multiply(resolution)), Origin.DERIVED);
  }

  /**
   * What is wrong with a limit, as far as the times of the jury's submissions tell. In 2025-09 the
   * distances are rules of the format; elsewhere, and where somebody else gave the limit, they are
   * advice.
   */
  public List<PackageProblem> check(TimeLimit limit, TimeMargins margins) {
    List<PackageProblem> problems = new ArrayList<>();
    Severity severity =
        format.strict() && limit.origin() != Origin.ASKED ? Severity.ERROR : Severity.WARNING;
    margins
        .slowest()
        .filter(slowest -> !keepsBelow(limit, slowest))
        .ifPresent(slowest -> problems.add(problem(severity, tooTight(limit, slowest))));
    margins
        .fastest()
        .filter(fastest -> !keepsAbove(limit, fastest))
        .ifPresent(fastest -> problems.add(problem(severity, tooGenerous(limit, fastest))));
    if (limit.limit().toNanos() % MILLISECOND.longValueExact() != 0) {
      problems.add(
          problem(
              Severity.WARNING,
              "The time limit "
                  + seconds(limit.limit())
                  + " is finer than the milliseconds that"
                  + " are measured"));
    }
    return problems;
  }

  private boolean keepsBelow(TimeLimit limit, Extreme slowest) {
    if (slowest.stopped()) {
      return false;
    }
    if (format.legacy() && limit.origin() == Origin.DERIVED) {
      return slowest.time().compareTo(limit.limit()) <= 0;
    }
    BigDecimal needed = times(slowest.time(), limits.timeMultiplier());
    return needed.compareTo(BigDecimal.valueOf(limit.limit().toNanos())) <= 0;
  }

  private static boolean keepsAbove(TimeLimit limit, Extreme fastest) {
    return fastest.stopped()
        ? fastest.time().compareTo(limit.limit()) >= 0
        : fastest.time().compareTo(limit.safe()) >= 0;
  }

  private String tooTight(TimeLimit limit, Extreme slowest) {
    return "The time limit "
        + seconds(limit.limit())
        + " is below "
        + factor(limits.timeMultiplier())
        + " times what "
        + slowest.submission()
        + " needs, "
        + (slowest.stopped() ? "over " : "")
        + seconds(slowest.time())
        + " for "
        + slowest.test();
  }

  private String tooGenerous(TimeLimit limit, Extreme fastest) {
    return "The time limit "
        + seconds(limit.limit())
        + " times "
        + factor(limits.timeSafetyMargin())
        + " is over what "
        + fastest.submission()
        + " needs, which has to be stopped: "
        + seconds(fastest.time())
        + " for "
        + fastest.test();
  }

  private static PackageProblem problem(Severity severity, String message) {
    return new PackageProblem(severity, FILE, 1, KEY, message);
  }

  private static BigDecimal times(Duration time, double factor) {
    return BigDecimal.valueOf(time.toNanos()).multiply(BigDecimal.valueOf(factor));
  }

  /** So many whole seconds, half of one rounded up. */
  private static BigDecimal nearest(BigDecimal nanos) {
    return nanos.divide(SECOND, 0, RoundingMode.HALF_UP);
  }

  private static Duration nanos(BigDecimal nanos) {
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  /** Limits go to guests in milliseconds; never less than the limit itself. */
  private static Duration upToMillis(BigDecimal nanos, Duration least) {
    BigDecimal millis = nanos.divide(MILLISECOND, 0, RoundingMode.CEILING);
    Duration rounded = Duration.ofMillis(millis.longValueExact());
    return rounded.compareTo(least) < 0 ? least : rounded;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / NANOS);
  }

  private static String factor(double factor) {
    return BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString();
  }
}
