package gavel.worker.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.Status;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.guest.CompileJob;
import gavel.worker.judge.FakeGuest.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionJudgeTest {
  private static final JudgeSettings SETTINGS = JudgeSettings.of(Languages.bundled());
  @TempDir Path directory;
  private PackageOnDisk twice;

  @BeforeEach
  void writePackage() throws IOException {
    twice = PackageOnDisk.twice(directory, "twice");
  }

  private static Written doubled(String stdin) {
    return Written.of(2 * Long.parseLong(stdin.strip()) + "\n");
  }

  /** Right for one digit only. */
  private static Written halfRight(String stdin) {
    return stdin.strip().length() == 1 ? doubled(stdin) : Written.of("7\n");
  }

  private JudgeRequest request(String name, String source, JudgePolicy policy) throws IOException {
    return new JudgeRequest(
        "s-1",
        0,
        twice.read(),
        Languages.bundled().byId("cpp").orElseThrow(),
        List.of(Body.ofBytes(name, source.getBytes(UTF_8))),
        policy);
  }

  private JudgedSubmission judge(FakeGuest guest, JudgePolicy policy) throws Exception {
    return new SubmissionJudge(guest, SETTINGS)
        .judge(request("main.cpp", "int main(){}", policy), ProgressListener.NONE);
  }

  @Test
  void acceptsWhatIsRightEverywhereAndReportsTheLargestFigures() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    JudgedSubmission judged = judge(guest, JudgePolicy.STOP_AT_FIRST_FAILURE);
    assertThat(judged.verdict()).isEqualTo("AC");
    assertThat(judged.message()).isEmpty();
    assertThat(judged.tests())
        .extracting(TestReport::name)
        .containsExactly("sample/1", "sample/2", "secret/1", "secret/2");
    assertThat(judged.cpuTime()).isEqualTo(Duration.ofMillis(40));
    assertThat(judged.wallTime()).isEqualTo(Duration.ofMillis(400));
    assertThat(judged.memory()).isEqualTo(ByteSize.ofMiB(4));
  }

  @Test
  void runsWithTheLimitsOfThePackage() throws Exception {
    twice.with("problem.yaml", "name: Twice\nlimits:\n  memory: 64\n  output: 3\n");
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    judge(guest, JudgePolicy.RUN_ALL);
    assertThat(guest.runs)
        .hasSize(4)
        .allSatisfy(run -> {
          assertThat(run.limits().cpuTime()).isEqualTo(Duration.ofSeconds(1));
          assertThat(run.limits().memory()).isEqualTo(ByteSize.ofMiB(64));
          assertThat(run.limits().stdout()).isEqualTo(ByteSize.ofMiB(3));
          assertThat(run.limits().outputPolicy()).isEqualTo(OutputPolicy.DRAIN);
          assertThat(run.limits().processes()).isNull();
        });
  }

  @Test
  void compilesWithTheEntryPointThatWasNamed() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    SubmissionJudge judge = new SubmissionJudge(guest, SETTINGS);
    judge.judge(naming("python", "main.py"), ProgressListener.NONE);
    judge.judge(naming("cpp", "main.cpp"), ProgressListener.NONE);
    assertThat(guest.compilations)
        .extracting(CompileJob::entrypoint)
        .containsExactly(Optional.of("main.py"), Optional.empty());
    assertThatThrownBy(() -> judge.judge(naming("python", "a\0b"), ProgressListener.NONE))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("no name of a file");
  }

  private JudgeRequest naming(String language, String entrypoint) throws IOException {
    return new JudgeRequest(
        "s",
        0,
        twice.read(),
        Languages.bundled().byId(language),
        List.of(
            Body.ofBytes("main.py", "x".getBytes(UTF_8)),
            Body.ofBytes("main.cpp", "x".getBytes(UTF_8))),
        Optional.of(entrypoint),
        JudgePolicy.RUN_ALL);
  }

  @Test
  void stopsAtTheFirstFailure() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::halfRight);
    JudgedSubmission judged = judge(guest, JudgePolicy.STOP_AT_FIRST_FAILURE);
    assertThat(judged.verdict()).isEqualTo("WA");
    assertThat(judged.tests()).hasSize(3);
    assertThat(judged.message()).contains("secret/1");
    assertThat(judged.judgeMessages().get("secret/1")).contains("7", "20");
    assertThat(guest.runs).hasSize(3);
  }

  @Test
  void runsAllWhenAskedTo() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::halfRight);
    JudgedSubmission judged = judge(guest, JudgePolicy.RUN_ALL);
    assertThat(judged.verdict()).isEqualTo("WA");
    assertThat(judged.tests())
        .extracting(TestReport::verdict)
        .containsExactly("AC", "AC", "WA", "WA");
  }

  @Test
  void keepsTheReasonOfARunAndLooksAtNoOutputThen() throws Exception {
    FakeGuest guest =
        new FakeGuest(stdin -> new Written(Status.RUNTIME_ERROR, "2\n", "signal SIGSEGV"));
    JudgedSubmission judged = judge(guest, JudgePolicy.STOP_AT_FIRST_FAILURE);
    assertThat(judged.status()).isEqualTo(Status.RUNTIME_ERROR);
    assertThat(judged.message()).contains("sample/1: signal SIGSEGV");
    assertThat(judged.tests())
        .singleElement()
        .extracting(TestReport::message)
        .isEqualTo("signal SIGSEGV");
  }

  @Test
  void endsWithTheCompilerWhereItFails() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    JudgedSubmission judged =
        new SubmissionJudge(guest, SETTINGS)
            .judge(
                request("main.cpp", "a syntax error", JudgePolicy.RUN_ALL), ProgressListener.NONE);
    assertThat(judged.verdict()).isEqualTo("CE");
    assertThat(judged.message()).contains("main.cpp:1: error: what?");
    assertThat(judged.compile().output()).contains("error: what?");
    assertThat(judged.tests()).isEmpty();
    assertThat(guest.calls).containsExactly("compile");
  }

  @Test
  void sendsEachInputOnceAndNoAnswerEver() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    SubmissionJudge judge = new SubmissionJudge(guest, SETTINGS);
    JudgeRequest request = request("main.cpp", "x", JudgePolicy.RUN_ALL);
    judge.judge(request, ProgressListener.NONE);
    judge.judge(request, ProgressListener.NONE);
    assertThat(guest.calls.stream().filter(call -> call.startsWith("put")))
        .containsExactly("put 1", "put 3", "put 10", "put 100");
  }

  @Test
  void compilesAgainForAGuestThatLostEverything() throws Exception {
    FakeGuest[] guest = new FakeGuest[1];
    boolean[] restarted = new boolean[1];
    guest[0] =
        new FakeGuest(stdin -> {
          if (stdin.startsWith("10\n") && !restarted[0]) {
            restarted[0] = true;
            guest[0].loseEverything();
            throw new NotStored("Gone");
          }
          return doubled(stdin);
        });
    JudgedSubmission judged = judge(guest[0], JudgePolicy.RUN_ALL);
    assertThat(judged.verdict()).isEqualTo("AC");
    assertThat(judged.tests()).hasSize(4);
    assertThat(guest[0].compilations).hasSize(2);
  }

  @Test
  void doesNotCompileForEver() throws Exception {
    FakeGuest guest =
        new FakeGuest(stdin -> {
          throw new NotStored("Gone");
        });
    assertThatThrownBy(() -> judge(guest, JudgePolicy.RUN_ALL)).isInstanceOf(NotStored.class);
    assertThat(guest.compilations).hasSize(6);
  }

  @Test
  void saysEachStep() throws Exception {
    List<String> heard = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(int tests) {
            heard.add("started " + tests);
          }

          @Override
          public void compiled(CompileReport report) {
            heard.add("compiled " + report.status().json());
          }

          @Override
          public void tested(int position, int tests, TestReport report) {
            heard.add(position + "/" + tests + " " + report.name() + " " + report.verdict());
          }
        };
    new SubmissionJudge(new FakeGuest(SubmissionJudgeTest::halfRight), SETTINGS)
        .judge(request("main.cpp", "x", JudgePolicy.STOP_AT_FIRST_FAILURE), listener);
    assertThat(heard)
        .containsExactly(
            "started 4",
            "compiled success",
            "1/4 sample/1 AC",
            "2/4 sample/2 AC",
            "3/4 secret/1 WA");
  }

  @Test
  void refusesSourcesThatNoCompilerShouldSee() throws Exception {
    assertRejected("main.cpp", "", Reason.INVALID_SUBMISSION, "source");
    assertRejected("main.cpp", "x".repeat(131_073), Reason.SOURCE_TOO_LARGE, "source");
  }

  @Test
  void whoNamedTheLanguageMeantIt() throws Exception {
    JudgeRequest request = request("main.py", "int main() {}", JudgePolicy.RUN_ALL);
    assertThat(request.sources()).extracting(Body::name).containsExactly("main.cpp");
  }

  @Test
  void refusesPackagesThatCannotBeJudgedWith() throws Exception {
    twice.without(".timelimit");
    assertRejected("main.cpp", "x", Reason.UNKNOWN_PROBLEM, "problem");
    twice.with(".timelimit", "7200");
    assertRejected("main.cpp", "x", Reason.UNKNOWN_PROBLEM, "problem");
    twice = PackageOnDisk.bare(directory, "bare").with(".timelimit", "1");
    assertRejected("main.cpp", "x", Reason.UNKNOWN_PROBLEM, "problem");
  }

  @Test
  void saysWhichLimitNobodyCanJudgeWith() throws Exception {
    twice.with(".timelimit", "0.0009");
    assertRejected("main.cpp", "x", Reason.UNKNOWN_PROBLEM, "problem", "time limit below 1 ms");
    twice.with(".timelimit", "1").with("problem.yaml", "name: Twice\nlimits:\n  output: 512\n");
    assertRejected("main.cpp", "x", Reason.UNKNOWN_PROBLEM, "problem", "output is 512");
    twice.with("problem.yaml", "name: Twice\nlimits:\n  output: 511\n");
    judge(new FakeGuest(SubmissionJudgeTest::doubled), JudgePolicy.RUN_ALL);
  }

  private void assertRejected(String name, String source, Reason reason, String field)
      throws Exception {
    assertRejected(name, source, reason, field, "");
  }

  private void assertRejected(String name, String source, Reason reason, String field, String why)
      throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    JudgeRequest request = request(name, source, JudgePolicy.RUN_ALL);
    assertThatThrownBy(
            () -> new SubmissionJudge(guest, SETTINGS).judge(request, ProgressListener.NONE))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.field()).contains(field);
              assertThat(rejected).hasMessageContaining(why);
              assertThat(rejected.retryable()).isFalse();
            });
    assertThat(guest.calls).isEmpty();
  }

  private TestReport firstTestTaking(int reruns, long... milliseconds) throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    for (long each : milliseconds) {
      guest.cpuTimes.add(Duration.ofMillis(each));
    }
    return new SubmissionJudge(guest, SETTINGS.withReruns(reruns))
        .judge(
            request("main.cpp", "int main(){}", JudgePolicy.STOP_AT_FIRST_FAILURE),
            ProgressListener.NONE)
        .tests()
        .getFirst();
  }

  @Test
  void runsAgainWhatEndedJustOverItsLimit() throws Exception {
    TestReport test = firstTestTaking(2, 1040, 1001, 990);
    assertThat(test.status()).isEqualTo(Status.SUCCESS);
    assertThat(test.cpuTime()).isEqualTo(Duration.ofMillis(990));
    assertThat(test.message()).isEqualTo("near the time limit: 1040, 1001, 990 ms");
  }

  @Test
  void givesUpOnWhatStaysOverItsLimit() throws Exception {
    TestReport test = firstTestTaking(1, 1040, 1001, 990);
    assertThat(test.status()).isEqualTo(Status.TIMEOUT);
    assertThat(test.message()).isEqualTo("cpu, near the time limit: 1040, 1001 ms");
  }

  @Test
  void givesRunsThatMayBeLateATenthMoreTime() throws Exception {
    FakeGuest guest = new FakeGuest(SubmissionJudgeTest::doubled);
    new SubmissionJudge(guest, SETTINGS.withReruns(1))
        .judge(request("main.cpp", "int main(){}", JudgePolicy.RUN_ALL), ProgressListener.NONE);
    assertThat(guest.runs)
        .allSatisfy(run -> assertThat(run.limits().cpuTime()).isEqualTo(Duration.ofMillis(1100)));
  }

  private JudgedSubmission judgeWithThree(FakeGuest.Program program, JudgePolicy policy)
      throws Exception {
    List<SubmissionJudge> judges = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      judges.add(new SubmissionJudge(new FakeGuest(program), SETTINGS));
    }
    return new ParallelJudge(judges)
        .judge(request("main.cpp", "int main(){}", policy), ProgressListener.NONE);
  }

  @Test
  void severalGuestsComeToTheSame() throws Exception {
    for (JudgePolicy policy : JudgePolicy.values()) {
      for (FakeGuest.Program program :
          List.<FakeGuest.Program>of(
              SubmissionJudgeTest::doubled, SubmissionJudgeTest::halfRight)) {
        JudgedSubmission alone = judge(new FakeGuest(program), policy);
        JudgedSubmission together = judgeWithThree(program, policy);
        assertThat(together.status()).isEqualTo(alone.status());
        assertThat(together.message()).isEqualTo(alone.message());
        assertThat(together.tests())
            .extracting(TestReport::name, TestReport::status)
            .containsExactlyElementsOf(
                alone.tests().stream().map(test -> tuple(test.name(), test.status())).toList());
      }
    }
  }

  @Test
  void aFaultOfOneGuestIsOneOfAll() {
    assertThatThrownBy(() ->
            judgeWithThree(
                stdin -> {
                  throw new GuestFailed("out of paper");
                },
                JudgePolicy.RUN_ALL))
        .isInstanceOf(GuestFailed.class)
        .hasMessage("out of paper");
  }
}
