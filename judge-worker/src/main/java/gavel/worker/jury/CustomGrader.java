package gavel.worker.jury;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Role;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.scoring.GroupResult;
import gavel.testcases.scoring.TestResult;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.WorkingDirectory;
import gavel.worker.jury.FeedbackFiles.NoNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A package's own grader: legacy format, section "Graders". It reads a line with verdict and score
 * for each result of the group, and prints one for the group.
 */
public final class CustomGrader {
  private static final String JUDGE_ERROR = "JE";
  private final Guest guest;
  private final GuestFiles files;
  private final JuryPrograms programs;
  private final int timeFactor;

  CustomGrader(Guest guest, GuestFiles files, JuryPrograms programs, int timeFactor) {
    this.guest = guest;
    this.files = files;
    this.programs = programs;
    this.timeFactor = timeFactor;
  }

  /** What came of grading: a result, and why there is none where that is {@code JE}. */
  public record Graded(GroupResult result, Optional<String> fault) {}

  /** What the program makes of the results of a group. */
  public Graded grade(
      PackageProgram program,
      List<String> flags,
      String group,
      List<TestResult> results,
      ProblemPackage problem)
      throws JudgeFault, InterruptedException {
    return switch (programs.compile(program, problem.rules().constants())) {
      case JuryPrograms.Compilation.Broken(String why) -> faulty(program.name(), group, why);
      case JuryPrograms.Compilation.Ready(JuryProgram ready) -> {
        byte[] lines =
            results.stream()
                .map(CustomGrader::line)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        RunJob job =
            new RunJob(
                ready.artifact(),
                flags,
                files.provide(Body.ofBytes(Guest.BLOB, lines)),
                limits(problem.limits()),
                WorkingDirectory.PLAIN,
                Role.JURY);
        try (GuestRun run = guest.run(job)) {
          yield read(ready, group, run);
        } catch (IOException kept) {
          throw new StorageFault(
              "Tried to delete what a grader printed: " + kept.getMessage(), kept);
        }
      }
    };
  }

  private static String line(TestResult result) {
    String verdict =
        result.status() == Status.INTERNAL_ERROR ? JUDGE_ERROR : result.status().verdict();
    return String.format(Locale.ROOT, "%s %s%n", verdict, result.score().orElse(0))
        .replace(System.lineSeparator(), "\n");
  }

  private LimitsOverride limits(ProblemLimits limits) {
    return LimitsOverride.builder()
        .cpuTime(limits.validationTime().multipliedBy(timeFactor))
        .memory(limits.validationMemory())
        .stdout(ByteSize.ofKiB(64))
        .outputPolicy(OutputPolicy.DRAIN)
        .build();
  }

  private static Graded read(JuryProgram program, String group, GuestRun run) throws StorageFault {
    if (run.result().status() != Status.SUCCESS) {
      return faulty(program.name(), group, "ended as " + run.result().status().json());
    }
    String printed = FeedbackFiles.text(run.stdout()).strip();
    String[] words = printed.split("\\s", -1);
    Optional<Status> status =
        Arrays.stream(Status.values())
            .filter(each -> each.verdict().equals(words[0]) && each != Status.INTERNAL_ERROR)
            .findFirst();
    if (words.length != 2 || status.isEmpty()) {
      return faulty(program.name(), group, "printed no verdict and score: '" + printed + "'");
    }
    try {
      double score = FeedbackFiles.number("its score", words[1]);
      return new Graded(
          new GroupResult(group, true, status.get(), OptionalDouble.of(score)), Optional.empty());
    } catch (NoNumber wrong) {
      return faulty(program.name(), group, String.valueOf(wrong.getMessage()));
    }
  }

  private static Graded faulty(String program, String group, String how) {
    return new Graded(
        new GroupResult(group, true, Status.INTERNAL_ERROR, OptionalDouble.empty()),
        Optional.of(program + " " + how));
  }
}
