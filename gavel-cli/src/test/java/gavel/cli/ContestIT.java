package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.LocalExecutor;
import gavel.cli.program.LogLevel;
import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.ReconnectingGuest;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgeSettings;
import gavel.worker.judge.ProgressListener;
import gavel.worker.judge.SubmissionJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges solutions to the problems of a real contest, right and wrong ones, with all its data. */
@Tag("sandbox")
class ContestIT {
  private static final int SLOTS = 2;
  private static final Map<String, Status> DIRECTORIES =
      Map.of(
          "accepted", Status.SUCCESS,
          "wrong_answer", Status.WRONG_ANSWER,
          "time_limit_exceeded", Status.TIMEOUT,
          "run_time_error", Status.RUNTIME_ERROR,
          "compile_error", Status.COMPILATION_ERROR);

  private static final Path PROBLEMS = Path.of(System.getProperty("gavel.contest", ""));
  private static final Path PROGRAMS = Path.of(System.getProperty("gavel.contest.programs"));

  @TempDir static Path dir;
  private static LocalExecutor executor;

  @BeforeAll
  static void start() throws EnvironmentProblem, InterruptedException {
    assumeThat(PROBLEMS)
        .as("the contest's data, which GAVEL_CONTEST names")
        .isNotEqualTo(Path.of(""));
    GavelHome home = new GavelHome(Path.of(System.getProperty("gavel.home")));
    executor =
        LocalExecutor.start(
            home, dir.resolve("state"), dir.resolve("guest.sock"), SLOTS, LogLevel.WARN, false);
  }

  @AfterAll
  static void end() throws IOException {
    if (executor != null) {
      executor.close();
    }
  }

  @Test
  void everyProgramGetsTheVerdictOfItsDirectory() throws Exception {
    List<Path> programs = programs();
    assertThat(programs).hasSizeGreaterThan(35);
    List<String> outcomes = new ArrayList<>();
    try (ExecutorService slots = Executors.newFixedThreadPool(SLOTS)) {
      List<Future<String>> judging = new ArrayList<>();
      for (Path program : programs) {
        judging.add(slots.submit((Callable<String>) () -> outcome(program)));
      }
      for (Future<String> each : judging) {
        outcomes.add(each.get());
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
    assertThat(outcomes)
        .containsExactlyElementsOf(programs.stream().map(ContestIT::expected).toList());
  }

  private static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.walk(PROGRAMS)) {
      return files
          .filter(file -> file.getNameCount() - PROGRAMS.getNameCount() == 3)
          .sorted()
          .toList();
    }
  }

  private static String name(Path program) {
    return PROGRAMS.relativize(program).toString();
  }

  private static String expected(Path program) {
    String directory = PROGRAMS.relativize(program).getName(1).toString();
    Status status = Objects.requireNonNull(DIRECTORIES.get(directory), directory);
    return name(program) + " " + status.json();
  }

  private static String outcome(Path program) throws IOException, JudgeFault, InterruptedException {
    Path problem = PROBLEMS.resolve(PROGRAMS.relativize(program).getName(0).toString());
    ProblemPackage read = ProblemPackageReader.read(problem.toRealPath());
    LanguageDefinition language = Languages.bundled().byFile(program.toString()).orElseThrow();
    Body source = Body.ofBytes(String.valueOf(program.getFileName()), Files.readAllBytes(program));
    try (Guest guest =
        ReconnectingGuest.of(executor.transport(), GuestSettings.in(dir.resolve("scratch")))) {
      return name(program)
          + " "
          + new SubmissionJudge(guest, JudgeSettings.of(Languages.bundled()))
              .judge(
                  new JudgeRequest(
                      "contest",
                      0,
                      read,
                      language,
                      List.of(source),
                      JudgePolicy.STOP_AT_FIRST_FAILURE),
                  ProgressListener.NONE)
              .status()
              .json();
    }
  }
}
