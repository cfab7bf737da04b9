package gavel.worker.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import gavel.worker.JudgeFault;
import gavel.worker.app.Executor;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.ReconnectingGuest;
import gavel.worker.guest.UnixSocketTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages with programs of their own: validators, interactors, groups with scores. */
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class PackageVerdictsIT {
  private static final Path PACKAGES = Path.of("src/test/packages");
  private static final Languages LANGUAGES = Languages.bundled();
  private static final String LIMITED =
      """
      name: Limited
      validation: %s
      limits:
        memory: 256
        validation_time: 1
        validation_memory: 256
      """;
  private static final String RIGHT = "print(2)";
  private Path directory;
  private Executor executor;
  private ReconnectingGuest guest;
  private SubmissionJudge judge;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    executor = new Executor(directory);
    guest =
        ReconnectingGuest.of(
            new UnixSocketTransport(executor.socket()),
            GuestSettings.in(directory.resolve("scratch")));
    judge = new SubmissionJudge(guest, JudgeSettings.of(LANGUAGES));
  }

  @AfterAll
  void end() throws Exception {
    try (Executor _ = executor) {
      guest.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everySubmissionGetsTheVerdictThatItsJuryExpects() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> packages = Files.list(PACKAGES)) {
      for (Path each : packages.sorted().toList()) {
        ProblemPackage problem = ProblemPackageReader.read(each.toRealPath());
        assertThat(problem.submissions()).as("%s", each).hasSizeGreaterThan(1);
        for (JurySubmission submission : problem.submissions()) {
          tests.add(
              DynamicTest.dynamicTest(
                  problem.id() + " " + submission.name(),
                  () -> requireExpected(problem, submission)));
        }
      }
    }
    return tests.stream();
  }

  private void requireExpected(ProblemPackage problem, JurySubmission submission)
      throws JudgeFault, IOException, InterruptedException {
    PackageFile source = submission.files().getFirst();
    LanguageDefinition language = LANGUAGES.byFile(source.name()).orElseThrow();
    String name = String.valueOf(source.path().getFileName());
    JudgedSubmission judged =
        judge(problem, language, Body.ofFile(name, source.path()), JudgePolicy.RUN_ALL);
    assertThat(VerdictRules.meets(submission.expected(), judged.status()))
        .as("%s", judged)
        .isTrue();
  }

  private JudgedSubmission judge(
      ProblemPackage problem, LanguageDefinition language, Body source, JudgePolicy policy)
      throws JudgeFault, InterruptedException {
    return judge.judge(
        new JudgeRequest("s", 0, problem, language, List.of(source), policy),
        ProgressListener.NONE);
  }

  private JudgedSubmission judgePython(ProblemPackage problem, String source)
      throws JudgeFault, InterruptedException {
    return judge(
        problem,
        LANGUAGES.byId("python").orElseThrow(),
        Body.ofBytes("main.py", source.getBytes(UTF_8)),
        JudgePolicy.STOP_AT_FIRST_FAILURE);
  }

  private static ProblemPackage bundled(String name) throws IOException {
    return ProblemPackageReader.read(PACKAGES.resolve(name).toRealPath());
  }

  @Test
  void tellsJudgesAndContestantsWhatTheValidatorSaid() throws Exception {
    JudgedSubmission judged = judgePython(bundled("divisor"), RIGHT);
    TestReport last = judged.tests().getLast();
    assertThat(last.name()).isEqualTo("secret/35");
    assertThat(last.message()).isEqualTo("try again");
    assertThat(judged.message()).contains("secret/35: try again");
    assertThat(judged.judgeMessages())
        .containsEntry("secret/35", "no divisor of 35")
        .containsEntry("sample/1", "fine");
  }

  @Test
  void looksAtSources() throws Exception {
    JudgedSubmission judged = judgePython(bundled("shortcode"), "print(2*int(input()))  # 42\n");
    assertThat(judged.status()).isEqualTo(Status.SUCCESS);
    assertThat(judged.judgeMessages()).containsEntry("secret (static)", "main.py has 28 bytes");
    JudgedSubmission other = judgePython(bundled("shortcode"), "#".repeat(50) + "\nprint(1)\n");
    assertThat(other.status()).isEqualTo(Status.WRONG_ANSWER);
  }

  @Test
  void scoresGroups() throws Exception {
    JudgedSubmission judged = judgePython(bundled("score"), RIGHT);
    assertThat(judged.status()).isEqualTo(Status.SUCCESS);
    assertThat(judged.score()).hasValue(50);
    assertThat(judged.groups())
        .extracting(group -> group.name() + " " + group.verdict() + " " + group.score())
        .containsExactly(
            "sample WA 0.0", "secret/g1 AC 50.0", "secret/g2 WA 0.0", "secret AC 50.0", " AC 50.0");
  }

  @ParameterizedTest
  @CsvSource({
    "__builtin_trap();, signal SIGILL",
    "for (;;);, timeout (cpu)",
    "sleep(1000);, timeout (wall)",
    "return 0;, exit code 0",
    "while (putchar('x') > 0);, printed too much",
    "for (long i = 0; i < 100 << 20; i++) putchar('x'); return 42;, printed too much",
    "static char b[1 << 30]; memset(b, 1, sizeof b); return 42;, memory_exceeded",
    "no program, does not compile",
    "'kill(getppid(), 9); kill(-1, 9); return 41;', exit code 41",
  })
  void validatorAtFaultIsNoVerdictAboutTheSubmission(String body, String said) throws Exception {
    ProblemPackage bad =
        PackageOnDisk.twice(directory.resolve(Integer.toHexString(body.hashCode())), "bad")
            .with("problem.yaml", LIMITED.formatted("custom"))
            .with(
                "output_validators/faulty.c",
                """
                #include <signal.h>
                #include <stdio.h>
                #include <string.h>
                #include <unistd.h>
                int main(void) { %s }
                """
                    .formatted(body))
            .read();
    JudgedSubmission judged = judgePython(bad, RIGHT);
    assertThat(judged.status()).isEqualTo(Status.INTERNAL_ERROR);
    assertThat(judged.judgeMessages().get("sample/1")).startsWith("faulty.c ").contains(said);
    assertThat(judged.message()).contains("sample/1: the jury's program faulty.c is at fault");
  }

  /** What it does wrong itself comes first: the validator is not asked. */
  @Test
  void submissionThatFailsNeedsNoValidator() throws Exception {
    ProblemPackage bad =
        PackageOnDisk.twice(directory, "unasked")
            .with("problem.yaml", "name: Bad\nvalidation: custom\n")
            .with("output_validators/faulty.c", "no program")
            .read();
    JudgedSubmission judged = judgePython(bad, "raise SystemExit(3)");
    assertThat(judged.status()).isEqualTo(Status.RUNTIME_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    // The interactor's end comes first, and its word stands.
    "raise SystemExit(1), print(input()), internal_error",
    "raise SystemExit(43), print(input()), wrong_answer",
    "raise SystemExit(42), 'print(1); import sys; sys.exit(3)', runtime_error",
    // The submission's end comes first.
    "input(), raise SystemExit(3), runtime_error",
    "'while True: pass', raise SystemExit(3), internal_error",
    "'import sys; sys.stdin.read(); sys.exit(42)', 'while True: pass', timeout",
    "'import sys; sys.stdin.read(); sys.exit(42)', 'x = [1] * (1 << 30)', memory_exceeded",
  })
  void wordOfWhoEndsFirstCounts(String interactor, String contestant, String status)
      throws Exception {
    String name = Integer.toHexString((interactor + contestant).hashCode());
    ProblemPackage problem =
        PackageOnDisk.twice(directory.resolve(name), "talk")
            .with("problem.yaml", LIMITED.formatted("custom interactive"))
            .with("output_validators/talk.py", interactor)
            .read();
    assertThat(judgePython(problem, contestant).status().json()).isEqualTo(status);
  }

  private JudgedSubmission judgeNamed(String language, String entrypoint, Body... sources)
      throws IOException, JudgeFault, InterruptedException {
    ProblemPackage problem =
        PackageOnDisk.twice(Files.createTempDirectory(directory, "entry"), "twice").read();
    return judge.judge(
        new JudgeRequest(
            "s",
            0,
            problem,
            LANGUAGES.byId(language),
            List.of(sources),
            Optional.of(entrypoint),
            JudgePolicy.STOP_AT_FIRST_FAILURE),
        ProgressListener.NONE);
  }

  private static Body source(String name, String text) {
    return Body.ofBytes(name, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "right.py, success, ''",
    "wrong.py, wrong_answer, ''",
    "third.py, compilation_error, there is no file third.py to start",
  })
  void fileThatIsNamedIsStarted(String entrypoint, String status, String said) throws Exception {
    JudgedSubmission judged =
        judgeNamed(
            "python",
            entrypoint,
            source("main.py", "print(0)"),
            source("right.py", "print(2 * int(input()))"),
            source("wrong.py", "print(1)"));
    assertThat(judged.status().json()).isEqualTo(status);
    assertThat(judged.message().orElse("")).contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "p.Right, success, ''",
    "Main, wrong_answer, ''",
    "Right, compilation_error, there is no class Right with a main method",
  })
  void classThatIsNamedIsStarted(String entrypoint, String status, String said) throws Exception {
    JudgedSubmission judged =
        judgeNamed(
            "java",
            entrypoint,
            source("Main.java", "class Main { public static void main(String[] a) {} }"),
            source(
                "p/Right.java",
                """
                package p;
                public class Right {
                  public static void main(String[] args) {
                    System.out.println(2 * new java.util.Scanner(System.in).nextInt());
                  }
                }
                """));
    assertThat(judged.status().json()).isEqualTo(status);
    assertThat(judged.message().orElse("")).contains(said);
  }

  /** The language has no use for it. */
  @Test
  void entryPointOfALanguageWithoutOneIsIgnored() throws Exception {
    String source =
        """
        #include <stdio.h>
        int main(void) { int n; return scanf("%d", &n) == 1 ? printf("%d\\n", 2 * n) < 0 : 1; }
        """;
    JudgedSubmission judged = judgeNamed("c", "other", source("main.c", source));
    assertThat(judged.status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void answersAreJudgedByTheValidator() throws Exception {
    ProblemPackage problem =
        PackageOnDisk.twice(directory.resolve("answers"), "answers")
            .without(".timelimit")
            .with(
                "problem.yaml",
                """
                name: Near
                type: submit-answer
                validation: custom
                """)
            .with(
                "output_validators/near.py",
                """
                import sys
                wanted = int(open(sys.argv[2]).read())
                given = int(sys.stdin.read())
                open(sys.argv[3] + "judgemessage.txt", "w").write("off by %d" % (given - wanted))
                sys.exit(42 if abs(given - wanted) < 2 else 43)
                """)
            .read();
    JudgedSubmission judged = answers(problem, source("1.out", "21"), source("2.out", "200"));
    assertThat(judged.status()).isEqualTo(Status.SUCCESS);
    assertThat(judged.judgeMessages()).containsEntry("secret/1", "off by 1").hasSize(2);
    judged = answers(problem, source("1.out", "22"), source("2.out", "200"));
    assertThat(judged.status()).isEqualTo(Status.WRONG_ANSWER);
    assertThat(judged.tests())
        .extracting(test -> test.name() + " " + test.verdict())
        .containsExactly("secret/1 WA");
    judged = answers(problem, source("1.out", "none"), source("2.out", "200"));
    assertThat(judged.status()).isEqualTo(Status.INTERNAL_ERROR);
    assertThat(judged.message()).contains("secret/1: the jury's program near.py is at fault");
  }

  private JudgedSubmission answers(ProblemPackage problem, Body... files)
      throws JudgeFault, InterruptedException {
    return judge.judge(
        new JudgeRequest(
            "s",
            0,
            problem,
            Optional.empty(),
            List.of(files),
            Optional.empty(),
            JudgePolicy.STOP_AT_FIRST_FAILURE),
        ProgressListener.NONE);
  }
}
