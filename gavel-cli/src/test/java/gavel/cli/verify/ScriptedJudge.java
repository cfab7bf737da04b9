package gavel.cli.verify;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Runs sources that say themselves what comes of them: a line is a test, a status and the
 * milliseconds it needs, and {@code decided} where an interactor had the last word; tests without a
 * line are accepted in a millisecond. {@code CE} does not compile, nor does {@code NEW} on PyPy,
 * {@code FAULT} makes the judge fail.
 */
final class ScriptedJudge implements JuryJudge {
  private final List<String> log;

  /** Notes down whom it judged, under which limit in milliseconds. */
  ScriptedJudge(List<String> log) {
    this.log = log;
  }

  @Override
  public Optional<Skip> refuses(ProblemPackage problem) {
    return problem.tests().isEmpty()
        ? Optional.of(new Skip(Skip.Reason.UNSUPPORTED, "no tests"))
        : Optional.empty();
  }

  @Override
  public JuryRun judge(
      ProblemPackage problem, Candidate candidate, JudgePolicy policy, ProgressListener listener)
      throws JudgeFault {
    Duration limit = problem.timeLimit().orElseThrow();
    synchronized (log) {
      log.add(candidate.name() + " " + limit.toMillis());
    }
    String script = script(candidate);
    if (script.contains("FAULT")) {
      throw new JudgeFault.GuestFailed("out of paper");
    }
    boolean onPyPy = candidate.languageName().contains("PyPy");
    boolean broken = script.contains("CE") || (onPyPy && script.contains("NEW"));
    CompileReport compile =
        new CompileReport(
            broken ? Status.COMPILATION_ERROR : Status.SUCCESS, Duration.ZERO, "no <main>");
    List<TestRun> runs = new ArrayList<>();
    for (TestCase test : broken ? List.<TestCase>of() : problem.tests()) {
      TestRun run = run(test.name(), script, limit);
      runs.add(run);
      if (run.status() != Status.SUCCESS && policy == JudgePolicy.STOP_AT_FIRST_FAILURE) {
        break;
      }
    }
    return new JuryRun(compile, runs, Optional.empty(), List.of());
  }

  private static String script(Candidate candidate) {
    try (InputStream in = candidate.sources().getFirst().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static TestRun run(String test, String script, Duration limit) {
    String[] words =
        script
            .lines()
            .filter(line -> line.startsWith(test + " "))
            .findFirst()
            .orElse(test + " success 1")
            .split(" ", -1);
    Duration needed = Duration.ofMillis(Long.parseLong(words[2]));
    boolean over = needed.compareTo(limit) > 0;
    return new TestRun(
        test,
        over ? Status.TIMEOUT : Status.ofJson(words[1]),
        over ? limit : needed,
        over ? limit : needed,
        ByteSize.ofMiB(1),
        over ? "cpu" : "",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        words.length > 3 && words[3].equals("decided"));
  }

  @Override
  public void close() {}
}
