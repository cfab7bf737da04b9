package gavel.cli.command;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A problem package that was named on the command line by its directory. */
final class PackageArgument {
  private static final String MARK = "problem.yaml";
  private final CommandLine command;

  PackageArgument(CommandLine command) {
    this.command = command;
  }

  /**
   * Reads it, and says on standard error what is wrong with it. What can still be judged with is
   * returned.
   */
  ProblemPackage read(Path directory) throws IOException {
    if (!Files.isRegularFile(directory.resolve(MARK))) {
      throw refusal(directory + " is not a problem package: it has no " + MARK);
    }
    Path real = directory.toRealPath();
    if (ProblemId.of(String.valueOf(real.getFileName())).isEmpty()) {
      throw refusal(real.getFileName() + ": " + ProblemId.RULE);
    }
    ProblemPackage problem = ProblemPackageReader.read(real);
    for (PackageProblem finding : problem.problems()) {
      if (finding.severity() == Severity.ERROR) {
        command.getErr().println(real.getFileName() + "/" + finding);
      }
    }
    if (!problem.judgeable()) {
      throw refusal(directory + " cannot be judged with; what is wrong stands above");
    }
    if (problem.timeLimit().isEmpty()) {
      throw refusal(directory + " has no time limit: write its seconds to .timelimit");
    }
    return problem;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command, message);
  }
}
