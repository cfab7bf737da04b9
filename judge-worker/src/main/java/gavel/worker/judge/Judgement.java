package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.LanguageDefinition.EntryRule;
import gavel.model.protocol.Body;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.scoring.Grade;
import gavel.testcases.scoring.Grader;
import gavel.testcases.scoring.GroupResult;
import gavel.testcases.scoring.Judge;
import gavel.testcases.scoring.TestResult;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.jury.CustomGrader.Graded;
import gavel.worker.jury.OutputValidator.Checked;
import gavel.worker.jury.StaticValidator.Sources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The tests of one submission, as far as the rules of its package ask for them. */
final class Judgement implements Judge<JudgeFault> {
  /** How often in one judgement a guest may have lost what it was given. */
  private static final int MOST_LOSSES = 5;

  /** Behind the name of a group: its test whose input are the sources. */
  private static final String STATIC = " (static)";

  private final JudgeRequest request;
  private final Attempt attempt;
  private final List<TestCase> tests;
  private final ProgressListener listener;
  private final SubmissionJudge judge;
  private final Map<String, JudgedTest> judged = new HashMap<>();

  /** What was run before anybody asked for it. */
  private final Map<String, JudgedTest> ahead = new HashMap<>();

  private final Map<String, JudgedTest> statics = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int losses;

  /** The tests stand in data order. */
  Judgement(
      JudgeRequest request,
      Attempt attempt,
      List<TestCase> tests,
      ProgressListener listener,
      SubmissionJudge judge) {
    this.request = request;
    this.attempt = attempt;
    this.tests = tests;
    this.listener = listener;
    this.judge = judge;
  }

  /** Whether there is something to run. */
  boolean compiled() {
    return attempt.ready();
  }

  List<TestCase> tests() {
    return tests;
  }

  /** Uses these where a test is asked for; nobody hears of those that are not. */
  void use(Map<String, JudgedTest> results) {
    ahead.putAll(results);
  }

  JudgedSubmission run() throws JudgeFault, InterruptedException {
    if (!compiled()) {
      return JudgedSubmission.notCompiled(attempt.report());
    }
    if (request.policy() == JudgePolicy.RUN_ALL) {
      for (TestCase test : tests) {
        judged(test);
      }
    }
    Grade grade = Grader.grade(attempt.problem().rules(), attempt.problem().data().root(), this);
    return JudgedSubmission.of(attempt.report(), inOrder(), sound(grade));
  }

  /** In data order, each static test before those of its group. */
  private List<JudgedTest> inOrder() {
    List<JudgedTest> all = new ArrayList<>();
    Map<String, JudgedTest> left = new LinkedHashMap<>(statics);
    for (TestCase test : tests) {
      left.entrySet()
          .removeIf(each -> {
            String group = each.getKey().substring(0, each.getKey().length() - STATIC.length());
            return test.name().startsWith(group + "/") && all.add(each.getValue());
          });
      JudgedTest one = judged.get(test.name());
      if (one != null) {
        all.add(one);
      }
    }
    all.addAll(left.values());
    return all;
  }

  /**
   * What the package or its programs did wrong is not the submission's fault. A legacy score
   * outside of its range is said, and changes no verdict.
   */
  private Grade sound(Grade grade) {
    List<String> flaws = new ArrayList<>(faults);
    flaws.addAll(grade.flaws());
    boolean harmless = faults.isEmpty() && attempt.problem().rules().format().legacy();
    return flaws.isEmpty() || harmless
        ? grade
        : new Grade(Status.INTERNAL_ERROR, OptionalDouble.empty(), grade.groups(), flaws);
  }

  @Override
  public TestResult test(TestCase test) throws JudgeFault, InterruptedException {
    return judged(test).result();
  }

  private JudgedTest judged(TestCase test) throws JudgeFault, InterruptedException {
    JudgedTest before = judged.get(test.name());
    if (before != null) {
      return before;
    }
    JudgedTest known = ahead.get(test.name());
    JudgedTest now = known == null ? runOnce(test) : known;
    judged.put(test.name(), now);
    listener.tested(judged.size(), tests.size(), now.report());
    return now;
  }

  /** Runs a test, whoever asks for it, and tells nobody. */
  JudgedTest runOnce(TestCase test) throws JudgeFault, InterruptedException {
    return inTime(test, judgeNow(test));
  }

  /** What ends by itself, but a little late, may have been disturbed. */
  private JudgedTest inTime(TestCase test, JudgedTest first)
      throws JudgeFault, InterruptedException {
    List<String> times = new ArrayList<>();
    JudgedTest last = first;
    while (isLate(last)) {
      times.add(Long.toString(last.report().cpuTime().toMillis()));
      if (times.size() > judge.settings().reruns()) {
        return last.late(times);
      }
      last = judgeNow(test);
    }
    if (!times.isEmpty()) {
      times.add(Long.toString(last.report().cpuTime().toMillis()));
    }
    return times.isEmpty() ? last : last.again(times);
  }

  private boolean isLate(JudgedTest test) {
    return !test.decided()
        && test.report().status() != Status.TIMEOUT
        && test.report().cpuTime().compareTo(attempt.timeLimit()) > 0;
  }

  private JudgedTest judgeNow(TestCase test) throws JudgeFault, InterruptedException {
    while (true) {
      try {
        return attempt.judge(test);
      } catch (NotStored lost) {
        renew(lost);
      }
    }
  }

  /** A guest that was started anew has nothing any more. */
  private void renew(NotStored lost) throws JudgeFault, InterruptedException {
    losses++;
    if (losses > MOST_LOSSES) {
      throw lost;
    }
    judge.forget();
    attempt.renew();
  }

  @Override
  public TestResult staticTest(TestGroup group) throws JudgeFault, InterruptedException {
    String name = group.name() + STATIC;
    JudgedTest.Maker maker = new JudgedTest.Maker(name);
    PackageProgram validator = request.problem().parts().programs().staticValidator().orElseThrow();
    List<String> arguments = group.staticTest().map(TestGroup.StaticTest::args).orElse(List.of());
    Answers answers = new Answers(maker, group.sample(), validator, false);
    while (true) {
      try (Checked checked =
          judge.jury().sources().check(validator, sources(), arguments, request.problem())) {
        JudgedTest now =
            answers.end(checked.answer()).orElseGet(() -> answers.accepted(checked.answer()));
        statics.put(name, now);
        return now.result();
      } catch (NotStored lost) {
        renew(lost);
      }
    }
  }

  /**
   * What the language starts with, where nobody named it, is the first of its files here, or the
   * class it is called after.
   */
  private Sources sources() throws JudgeFault {
    LanguageDefinition language = request.programLanguage();
    String main =
        request.sources().stream().map(Body::name).filter(language::claims).findFirst().orElse("");
    boolean byClass = language.entry() == EntryRule.MAIN_CLASS;
    String entry = byClass ? main.substring(0, Math.max(0, main.lastIndexOf('.'))) : main;
    return new Sources(
        LanguageCodes.of(language).getLast(),
        request.programEntrypoint().orElse(entry),
        request.sources());
  }

  @Override
  public GroupResult grade(TestGroup group, List<TestResult> results)
      throws JudgeFault, InterruptedException {
    List<String> flags =
        group.grading() instanceof Grading.Legacy legacy ? legacy.flags() : List.of();
    Optional<PackageProgram> grader = request.problem().parts().programs().grader();
    if (grader.isEmpty()) {
      faults.add("There is no grader for " + group.name());
      return new GroupResult(group.name(), true, Status.INTERNAL_ERROR, OptionalDouble.empty());
    }
    Graded graded =
        judge.jury().grader().grade(grader.get(), flags, group.name(), results, request.problem());
    graded.fault().ifPresent(faults::add);
    return graded.result();
  }
}
