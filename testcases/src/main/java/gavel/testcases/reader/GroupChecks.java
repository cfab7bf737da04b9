package gavel.testcases.reader;

import gavel.testcases.problem.Grading;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.text.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to fit between the groups of a package in 2025-09: section "Result aggregation". */
final class GroupChecks {
  private static final String UNBOUNDED =
      "max_score has to be a number where score_aggregation is pass-fail";

  private final DataContext context;
  private final Map<String, TestGroup> earlier = new LinkedHashMap<>();

  private GroupChecks(DataContext context) {
    this.context = context;
  }

  static void check(Optional<TestGroup> sample, Optional<TestGroup> secret, DataContext context) {
    if (!context.problem().rules().scoring() || secret.isEmpty()) {
      return;
    }
    GroupChecks checks = new GroupChecks(context);
    sample.ifPresent(group -> checks.earlier.put(group.name(), group));
    checks.requirements(secret.get());
    checks.bounded(secret.get());
    secret.get().groups().forEach(group -> checks.inSecret(group, secret.get()));
  }

  private static Points points(TestGroup group) {
    Grading grading = group.grading();
    return grading instanceof Points points ? points : Points.PASS_FAIL;
  }

  private void inSecret(TestGroup group, TestGroup secret) {
    requirements(group);
    bounded(group);
    earlier.put(group.name(), group);
    boolean passFail = points(group).aggregation() == Aggregation.PASS_FAIL;
    if (points(secret).aggregation() == Aggregation.PASS_FAIL) {
      if (!passFail) {
        report(group, "score_aggregation has to be pass-fail, as that of secret is");
      }
    } else if (points(secret).maxScore().isPresent() && points(group).maxScore().isEmpty()) {
      report(group, "max_score has to be given, as that of secret is bounded");
    } else if (passFail && points(group).maxScore().isEmpty()) {
      report(group, UNBOUNDED);
    }
  }

  private void bounded(TestGroup group) {
    Points points = points(group);
    boolean inPassFail = points.aggregation() == Aggregation.PASS_FAIL;
    if (inPassFail && points.maxScore().isEmpty() && group.name().equals("secret")) {
      report(group, UNBOUNDED);
    }
  }

  private void requirements(TestGroup group) {
    for (String name : points(group).requirePass()) {
      @Nullable TestGroup required = earlier.get(name);
      String shown = "require_pass names " + Excerpt.quote(name);
      if (required == null) {
        report(group, shown + ", which is no group before this one");
      } else if (points(required).aggregation() != Aggregation.PASS_FAIL) {
        report(group, shown + ", whose score_aggregation is not pass-fail");
      }
    }
  }

  private void report(TestGroup group, String message) {
    String file = "data/" + group.name() + "/" + PointsGroupReader.FILE;
    context.findings().lapse(context.strict(), file, message);
  }
}
