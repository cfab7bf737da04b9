package gavel.worker.judge;

import gavel.model.protocol.Body;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestNode;
import gavel.testcases.problem.TestTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Leaves sample tests out that a submission has no answer to: contestants have seen their answers,
 * so that nobody has to hand them in again.
 */
record AskedTests(Map<String, Body> answers, boolean legacy) {
  static ProblemPackage of(ProblemPackage problem, Map<String, Body> answers) {
    TestTree data = problem.data();
    AskedTests asked = new AskedTests(answers, problem.rules().format().legacy());
    return new ProblemPackage(
        problem.id(),
        problem.rules(),
        problem.metadata(),
        problem.limits(),
        problem.timeLimit(),
        problem.validation(),
        new TestTree(asked.in(data.root()), data.validationCases(), data.samples()),
        problem.submissions(),
        problem.parts(),
        problem.contents(),
        problem.problems());
  }

  private TestGroup in(TestGroup group) {
    List<TestNode> children = new ArrayList<>();
    for (TestNode child : group.children()) {
      switch (child) {
        case TestCase test -> {
          if (!test.sample() || answers.containsKey(test.name())) {
            children.add(test);
          }
        }
        case TestGroup inner -> {
          TestGroup left = in(inner);
          // In newer formats others may require to pass it; in older ones it would count as 0.
          if (!legacy || !left.sample() || !left.children().isEmpty()) {
            children.add(left);
          }
        }
      }
    }
    return new TestGroup(group.name(), group.grading(), group.staticTest(), children);
  }
}
