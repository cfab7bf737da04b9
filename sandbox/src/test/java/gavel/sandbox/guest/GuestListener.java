package gavel.sandbox.guest;

import gavel.sandbox.guest.GuestReport.Outcome;
import gavel.sandbox.guest.GuestReport.Tested;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Reports every test as it ends, and of the rest what went wrong. */
final class GuestListener implements TestExecutionListener {
  private static final int LONGEST_MESSAGE = 4000;

  private final Consumer<Tested> reports;
  private final Map<String, Long> starts = new HashMap<>();
  private @Nullable TestPlan plan;
  private int count;

  GuestListener(Consumer<Tested> reports) {
    this.reports = reports;
  }

  /** Reports so far. */
  int count() {
    return count;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    starts.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    report(test, Outcome.SKIPPED, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          report(test, Outcome.PASSED, "");
        }
      }
      case ABORTED -> report(test, Outcome.SKIPPED, message(result));
      case FAILED -> report(test, Outcome.FAILED, message(result));
    }
  }

  private void report(TestIdentifier test, Outcome outcome, String message) {
    long start = starts.getOrDefault(test.getUniqueId(), System.nanoTime());
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    count++;
    reports.accept(new Tested(className(test), name(test), outcome, time, message));
  }

  private static String className(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    return switch (source) {
      case MethodSource method -> method.getClassName();
      case ClassSource type -> type.getClassName();
      case null, default -> test.getUniqueId();
    };
  }

  /** The invocation of a parameterized test has the method it is of before its own name. */
  private String name(TestIdentifier test) {
    String parent =
        Objects.requireNonNull(plan)
            .getParent(test)
            .filter(above -> above.getSource().orElse(null) instanceof MethodSource)
            .map(above -> above.getDisplayName() + " ")
            .orElse("");
    return parent + test.getDisplayName();
  }

  private static String message(TestExecutionResult result) {
    StringWriter text = new StringWriter();
    result.getThrowable().ifPresent(failure -> failure.printStackTrace(new PrintWriter(text)));
    return text.toString().substring(0, Math.min(text.toString().length(), LONGEST_MESSAGE));
  }
}
