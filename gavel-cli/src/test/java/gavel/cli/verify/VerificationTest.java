package gavel.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.language.Languages;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.timing.TimeLimit.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a judge that does what sources tell it. */
class VerificationTest {
  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final Verification.Wishes NONE =
      new Verification.Wishes(Optional.empty(), GENEROUS, Optional.empty(), false);

  @TempDir private Path dir = Path.of("");
  private final List<String> log = new ArrayList<>();
  private SmallPackage small;

  @BeforeEach
  void write() throws IOException {
    small = new SmallPackage(dir, "twice");
    small.test("sample/1", 1).test("secret/1", 2).test("secret/2", 3);
  }

  private VerifyReport verify(Verification.Wishes wishes, int slots) throws Exception {
    List<ScriptedJudge> judges = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      judges.add(new ScriptedJudge(log));
    }
    OpenedPackage opened = small.opened();
    try (JudgeSlots all = new JudgeSlots(judges, List.of(), VerifyProgress.NONE)) {
      JurySources sources =
          new JurySources(
              Languages.bundled(), language -> !language.id().startsWith("kotlin"), Constants.NONE);
      return new Verification(opened.problem().orElseThrow(), wishes, all)
          .verify(opened, sources, new UncheckedPrograms());
    }
  }

  private static SubmissionReport of(VerifyReport report, String name) {
    return report.submissions().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> messages(List<PackageProblem> problems) {
    return problems.stream().map(PackageProblem::message).toList();
  }

  @Test
  void theTimeLimitIsDerivedFromTheSlowestSolution() throws Exception {
    small.python("accepted/a.py", "secret/2 success 700");
    small.python("time_limit_exceeded/b.py", "secret/1 success 9000");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.limit())
        .get()
        .satisfies(limit -> {
          assertThat(limit.limit()).isEqualTo(Duration.ofSeconds(4));
          assertThat(limit.safe()).isEqualTo(Duration.ofSeconds(7));
          assertThat(limit.origin()).isEqualTo(Origin.DERIVED);
        });
    assertThat(log).containsExactly("accepted/a.py 60000", "time_limit_exceeded/b.py 7000");
    assertThat(report.submissions())
        .extracting(SubmissionReport::verdict)
        .containsExactly("AC", "TLE");
    assertThat(report.ok()).isTrue();
  }

  @Test
  void whatNeedsALittleMoreThanTheLimitIsBorderline() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "secret/2 success 1200");
    small.python("time_limit_exceeded/b.py", "secret/1 wrong_answer 1500");
    small.python("time_limit_exceeded/c.py", "secret/1 success 2500");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.submissions())
        .extracting(SubmissionReport::verdict)
        .containsExactly("TLE", "TLE", "TLE");
    assertThat(report.submissions())
        .extracting(SubmissionReport::borderline)
        .containsExactly(true, true, false);
    assertThat(of(report, "accepted/a.py").ok()).isFalse();
    assertThat(of(report, "time_limit_exceeded/b.py").ok()).isTrue();
    assertThat(of(report, "time_limit_exceeded/b.py").problems())
        .singleElement()
        .satisfies(note -> assertThat(note.message()).endsWith("beyond which it is WA"));
    assertThat(messages(report.warnings())).anyMatch(message -> message.contains("1.500 s"));
  }

  @Test
  void aGraderIsAskedUnderTheLimitItself() throws Exception {
    small.file("problem.yaml", "name: Twice\ntype: scoring\n");
    small.file("data/testdata.yaml", "on_reject: continue\ngrading: custom\nrange: 0 3\n");
    small.file("graders/grade.py", "print('AC 3')\n");
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    small.python("accepted/b.py", "secret/1 success 1400");
    small.python("time_limit_exceeded/c.py", "secret/1 success 9000");
    verify(NONE, 1);
    assertThat(log)
        .containsExactly(
            "accepted/a.py 2000",
            "accepted/b.py 2000",
            "time_limit_exceeded/c.py 2000",
            "accepted/b.py 1000",
            "accepted/b.py 2000",
            "accepted/b.py 1000");
  }

  @Test
  void whatIsNeededAfterTheLastWordBoundsNothing() throws Exception {
    small.file("problem.yaml", "problem_format_version: 2025-09\nname: Twice\n");
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    small.python("wrong_answer/b.py", "secret/1 wrong_answer 1400 decided");
    VerifyReport report = verify(NONE, 1);
    SubmissionReport rejected = of(report, "wrong_answer/b.py");
    assertThat(rejected.verdict()).isEqualTo("WA");
    assertThat(rejected.borderline()).isFalse();
    assertThat(messages(report.errors())).noneMatch(message -> message.contains("time limit"));
  }

  @Test
  void theWrongReasonIsSaid() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    small.python("wrong_answer/crashes.py", "secret/1 runtime_error 1");
    small.python("wrong_answer/right.py", "");
    small.python("time_limit_exceeded/b.py", "secret/1 success 5000\nsecret/2 wrong_answer 1");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.ok()).isFalse();
    assertThat(of(report, "wrong_answer/crashes.py").assessment().orElseThrow().failures())
        .containsExactly("The verdict is RTE, expected is WA");
    assertThat(of(report, "wrong_answer/right.py").ok()).isFalse();
    SubmissionReport slow = of(report, "time_limit_exceeded/b.py");
    assertThat(slow.ok()).isTrue();
    assertThat(messages(slow.problems())).containsExactly("Also fails otherwise: secret/2 is WA");
    assertThat(slow.inQuestion()).extracting(TestOutcome::name).containsExactly("secret/2");
  }

  @Test
  void whatOneInterpreterDoesNotKnowRunsOnTheOther() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    small.python("accepted/b.py", "NEW");
    small.python("accepted/c.py", "NEW CE");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.submissions())
        .extracting(each -> each.verdict() + " " + each.language().orElseThrow().id())
        .containsExactly("AC pypy", "AC python", "CE pypy");
    assertThat(messages(report.warnings()))
        .contains("As expected on Python 3 (CPython) alone, not on Python 3 (PyPy)");
    assertThat(log)
        .containsExactly(
            "accepted/a.py 2000",
            "accepted/b.py 2000",
            "accepted/c.py 2000",
            "accepted/b.py 2000",
            "accepted/c.py 2000");
  }

  @Test
  void whatCannotBeJudgedIsSkippedAndNeverWrong() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    small.file("submissions/accepted/b.kt", "fun main() {}\n");
    small.python("accepted/c.py", "FAULT");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.submissions())
        .extracting(SubmissionReport::verdict)
        .containsExactly("AC", "SKIPPED", "SKIPPED");
    assertThat(report.submissions())
        .extracting(SubmissionReport::ok)
        .containsExactly(true, true, false);
    assertThat(messages(report.warnings()))
        .anyMatch(message -> message.startsWith("Skipped: Kotlin is not installed: apt-get"));
    assertThat(messages(report.errors())).containsExactly("Skipped: out of paper");
    assertThat(report.ok()).isFalse();
  }

  @Test
  void withoutALimitNothingElseIsJudged() throws Exception {
    small.python("accepted/a.py", "sample/1 success 99999");
    small.python("wrong_answer/b.py", "secret/1 wrong_answer 1");
    VerifyReport report = verify(NONE, 1);
    assertThat(log).containsExactly("accepted/a.py 60000");
    assertThat(report.limit()).isEmpty();
    assertThat(of(report, "accepted/a.py").verdict()).isEqualTo("TLE");
    assertThat(of(report, "wrong_answer/b.py").verdict()).isEqualTo("SKIPPED");
    assertThat(messages(report.errors())).anyMatch(it -> it.startsWith("There is no time limit"));
    assertThat(report.ok()).isFalse();
  }

  @Test
  void aSolutionThatFailsIsJudgedOnAllTestsOnceThereIsALimit() throws Exception {
    small.python("accepted/a.py", "");
    small.python("accepted/b.py", "sample/1 wrong_answer 1\nsecret/1 success 99999");
    VerifyReport report = verify(NONE, 1);
    assertThat(log)
        .containsExactly("accepted/a.py 60000", "accepted/b.py 60000", "accepted/b.py 2000");
    assertThat(of(report, "accepted/b.py").assessment().orElseThrow().tests()).hasSize(3);
    assertThat(of(report, "accepted/b.py").verdict()).isEqualTo("WA");
  }

  @Test
  void lazilyNothingRunsBehindWhatDecides() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    small.python("time_limit_exceeded/b.py", "sample/1 success 9999");
    small.python("wrong_answer/c.py", "secret/1 wrong_answer 1");
    VerifyReport report =
        verify(new Verification.Wishes(Optional.empty(), GENEROUS, Optional.empty(), true), 1);
    assertThat(report.ok()).isTrue();
    assertThat(report.submissions())
        .extracting(each -> each.verdict() + each.assessment().orElseThrow().tests().size())
        .containsExactly("AC3", "TLE1", "WA2");
  }

  @Test
  void inParallelWhatDecidesRunsAgainAlone() throws Exception {
    small.python("accepted/a.py", "secret/1 success 300");
    small.python("accepted/b.py", "");
    small.python("time_limit_exceeded/c.py", "secret/1 success 2500");
    small.python("wrong_answer/d.py", "secret/1 wrong_answer 5");
    VerifyReport report = verify(NONE, 2);
    assertThat(log).filteredOn("accepted/a.py 60000"::equals).hasSize(2);
    assertThat(log).filteredOn("time_limit_exceeded/c.py 3000"::equals).hasSize(2);
    assertThat(log).hasSize(6);
    assertThat(report.submissions())
        .extracting(SubmissionReport::name)
        .containsExactly(
            "accepted/a.py", "accepted/b.py", "time_limit_exceeded/c.py", "wrong_answer/d.py");
    assertThat(report.ok()).isTrue();
  }

  @Test
  void onlyThoseThatAreAskedForAreJudged() throws Exception {
    small.python("accepted/a.py", "");
    small.python("wrong_answer/b.py", "secret/1 wrong_answer 1");
    VerifyReport report =
        verify(
            new Verification.Wishes(
                Optional.of(Duration.ofSeconds(3)),
                GENEROUS,
                Optional.of(new Glob("wrong_answer")),
                false),
            1);
    assertThat(log).containsExactly("wrong_answer/b.py 6000");
    assertThat(report.submissions()).hasSize(1);
    assertThat(report.ok()).isTrue();
  }

  @Test
  void whatDoesNotCompileIsNoVerdictOfItsTests() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "CE");
    small.python("compile_error/b.py", "CE");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.submissions())
        .extracting(SubmissionReport::verdict)
        .containsExactly("CE", "CE");
    assertThat(report.submissions()).extracting(SubmissionReport::ok).containsExactly(false, true);
  }

  @Test
  void grammarsWithoutTheirToolAreUncheckedAndNotFailed() throws Exception {
    small.file(".timelimit", "1\n");
    small.python("accepted/a.py", "");
    VerifyReport report = verify(NONE, 1);
    assertThat(report.data())
        .extracting(DataCheck::result)
        .containsOnly(DataCheck.Result.OK, DataCheck.Result.UNCHECKED);
    assertThat(messages(report.warnings()))
        .containsExactly(
            "not checked by check.ctd: there is no Checktestdata here (the same for 2 more)");
    assertThat(report.ok()).isTrue();
  }
}
