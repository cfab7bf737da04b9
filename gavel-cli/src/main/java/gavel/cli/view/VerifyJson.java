package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.verify.Assessment;
import gavel.cli.verify.DataCheck;
import gavel.cli.verify.SubmissionReport;
import gavel.cli.verify.TestOutcome;
import gavel.cli.verify.VerifyReport;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.scoring.GroupResult;
import gavel.testcases.timing.TimeLimit;
import gavel.testcases.timing.TimeMargins.Extreme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What {@code gavel problem verify --json} prints. */
public final class VerifyJson {
  private static final double PERCENT = 100;

  private VerifyJson() {}

  /** The report itself where there is one; else an object with all of them. */
  public static ObjectNode of(List<VerifyReport> reports) {
    if (reports.size() == 1) {
      return of(reports.getFirst());
    }
    ObjectNode json = StrictJson.object();
    json.put("ok", reports.stream().allMatch(VerifyReport::ok));
    ArrayNode packages = json.putArray("packages");
    reports.forEach(report -> packages.add(of(report)));
    return json;
  }

  /** One object with the fields that the README documents. */
  static ObjectNode of(VerifyReport report) {
    ObjectNode json = StrictJson.object();
    json.put("problem", report.problem());
    json.put("name", report.name());
    json.put("ok", report.ok());
    json.put("tests", report.tests());
    json.put("time_limit_ms", report.limit().map(limit -> limit.limit().toMillis()).orElse(null));
    report
        .limit()
        .ifPresentOrElse(
            limit -> json.set("time_limit", limit(limit, report)),
            () -> json.putNull("time_limit"));
    problems(json.putArray("errors"), report.errors());
    problems(json.putArray("warnings"), report.warnings());
    json.set("data", data(report.data()));
    ArrayNode submissions = json.putArray("submissions");
    report.submissions().forEach(each -> submissions.add(submission(each, report.limit())));
    json.set("unenforced", StrictJson.tree(report.unenforced()));
    return json;
  }

  private static ObjectNode limit(TimeLimit limit, VerifyReport report) {
    ObjectNode json = StrictJson.object();
    json.put("origin", limit.origin().name().toLowerCase(Locale.ROOT));
    json.put("limit_ms", limit.limit().toMillis());
    json.put("safe_limit_ms", limit.safe().toMillis());
    json.set("slowest_accepted", extreme(report.margins().slowest(), limit));
    json.set("fastest_too_slow", extreme(report.margins().fastest(), limit));
    return json;
  }

  private static @Nullable ObjectNode extreme(Optional<Extreme> extreme, TimeLimit limit) {
    return extreme
        .map(found -> {
          ObjectNode json = StrictJson.object();
          json.put("submission", found.submission());
          json.put("test", found.test());
          json.put("cpu_time_ms", found.time().toMillis());
          json.put("stopped", found.stopped());
          json.put(
              "percent_of_limit",
              Math.round(PERCENT * found.time().toNanos() / limit.limit().toNanos()));
          return json;
        })
        .orElse(null);
  }

  static void problems(ArrayNode array, List<PackageProblem> problems) {
    for (PackageProblem problem : problems) {
      ObjectNode json = array.addObject();
      json.put("file", problem.file());
      json.put("line", problem.line());
      json.put("key", problem.key());
      json.put("message", problem.message());
    }
  }

  private static ObjectNode data(List<DataCheck> checks) {
    ObjectNode json = StrictJson.object();
    for (DataCheck.Result result : DataCheck.Result.values()) {
      long count = checks.stream().filter(check -> check.result() == result).count();
      json.put(result.name().toLowerCase(Locale.ROOT), count);
    }
    return json;
  }

  private static ObjectNode submission(SubmissionReport submission, Optional<TimeLimit> limit) {
    ObjectNode json = StrictJson.object();
    json.put("path", submission.name());
    json.put("language", submission.language().map(LanguageDefinition::id).orElse(null));
    json.set("expected", StrictJson.tree(submission.expected()));
    json.put("verdict", submission.verdict());
    json.put("ok", submission.ok());
    json.put("borderline", submission.borderline());
    json.put(
        "reason",
        submission.skip().map(skip -> skip.reason().name().toLowerCase(Locale.ROOT)).orElse(null));
    Optional<Assessment> judged = submission.assessment();
    score(json, judged.map(each -> each.grade().score()).orElse(OptionalDouble.empty()));
    json.put("cpu_time_ms", judged.map(each -> each.cpuTime().toMillis()).orElse(null));
    json.put(
        "percent_of_limit",
        judged
            .flatMap(Assessment::slowest)
            .flatMap(test ->
                limit.map(
                    found -> Math.round(PERCENT * test.time().toNanos() / found.limit().toNanos())))
            .orElse(null));
    json.set("remarks", StrictJson.tree(VerifyWords.remarks(submission)));
    ArrayNode groups = json.putArray("groups");
    judged.ifPresent(each -> each.grade().groups().forEach(group -> groups.add(group(group))));
    ArrayNode tests = json.putArray("tests");
    judged.ifPresent(each -> each.tests().forEach(test -> tests.add(test(test))));
    json.set("compile", judged.map(each -> StrictJson.tree(each.compile())).orElse(null));
    return json;
  }

  private static ObjectNode group(GroupResult group) {
    ObjectNode json = StrictJson.object();
    json.put("name", group.name());
    json.put("verdict", group.status().verdict());
    score(json, group.score());
    return json;
  }

  private static ObjectNode test(TestOutcome test) {
    ObjectNode json = StrictJson.object();
    json.put("name", test.name());
    json.put("status", test.status().json());
    json.put("verdict", test.status().verdict());
    json.put("cpu_time_ms", test.run().cpuTime().toMillis());
    json.put("wall_time_ms", test.run().wallTime().toMillis());
    json.put("memory_bytes", test.run().memory().bytes());
    json.put("stopped", test.stopped());
    json.put("borderline", test.borderline());
    score(json, test.run().score());
    json.put("message", test.run().message().isEmpty() ? null : test.run().message());
    return json;
  }

  private static void score(ObjectNode json, OptionalDouble score) {
    if (score.isPresent()) {
      json.put("score", score.getAsDouble());
    } else {
      json.putNull("score");
    }
  }
}
