package gavel.worker.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that has to be in order for a worker to be called healthy, or ready. */
public final class Checks {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final String worker;
  private final List<Check> checks = new CopyOnWriteArrayList<>();

  /** None yet, and so all in order. */
  public Checks(String worker) {
    this.worker = worker;
  }

  private record Check(String name, Supplier<Optional<String>> trouble) {}

  private record Report(String status, String worker, List<Finding> checks) {}

  private record Finding(String name, boolean ok, @Nullable String detail) {}

  /** Adds one; what it gives is what is wrong, at once and without waiting for anybody. */
  public void add(String name, Supplier<Optional<String>> trouble) {
    checks.add(new Check(name, trouble));
  }

  /** Whether nothing is wrong. */
  public boolean passed() {
    return checks.stream().allMatch(check -> check.trouble().get().isEmpty());
  }

  /** 200 when nothing is wrong, else 503; with each check. */
  public Page page() {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      Optional<String> trouble = check.trouble().get();
      findings.add(new Finding(check.name(), trouble.isEmpty(), trouble.orElse(null)));
    }
    boolean passed = findings.stream().allMatch(Finding::ok);
    return Page.json(
        passed ? OK : UNAVAILABLE, new Report(passed ? "ok" : "unavailable", worker, findings));
  }
}
