package gavel.cli.command;

import gavel.cli.program.ScratchSpace;
import gavel.cli.verify.OpenedPackage;
import gavel.cli.verify.PackageSource;
import gavel.model.language.Languages;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.judge.Judgeability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A problem package that was named on the command line: its directory, or an archive of one. */
record PackageArgument(CommandLine command, Languages languages, ScratchSpace scratch) {
  private static final String MARK = "problem.yaml";
  private static final String OTHER_MARK = "domjudge-problem.ini";

  /**
   * Reads it, and says on standard error what is wrong with it. What can still be judged with is
   * returned; it may have no time limit.
   */
  ProblemPackage read(Path place) throws IOException {
    if (!Files.exists(place)) {
      throw refusal(place + " is not there");
    }
    if (Files.isDirectory(place)
        && !Files.isRegularFile(place.resolve(MARK))
        && !Files.isRegularFile(place.resolve(OTHER_MARK))) {
      throw refusal(place + " is not a problem package: it has no " + MARK);
    }
    OpenedPackage opened = new PackageSource(scratch, languages).open(place);
    opened.problems().forEach(finding -> command.getErr().println("gavel: " + finding));
    if (opened.problem().isEmpty()) {
      throw refusal(place + " is not a problem package");
    }
    ProblemPackage problem = opened.problem().get();
    for (PackageProblem finding : problem.problems()) {
      command.getErr().println("gavel: " + place.toRealPath().getFileName() + "/" + finding);
    }
    Optional<String> obstacle = Judgeability.obstacle(problem);
    if (obstacle.isPresent()) {
      throw refusal(place + " cannot be judged with: it " + obstacle.get());
    }
    return problem;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command, message);
  }
}
