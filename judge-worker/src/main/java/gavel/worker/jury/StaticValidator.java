package gavel.worker.jury;

import gavel.model.protocol.Body;
import gavel.model.protocol.Role;
import gavel.model.protocol.RunFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.WorkingDirectory;
import gavel.worker.jury.OutputValidator.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Programs that judge the sources of a submission: 2025-09, section "Static validator". They start
 * where the submission's files are, and say their word as output validators do.
 */
public final class StaticValidator {
  private static final String FEEDBACK = "/box/" + FeedbackFiles.DIRECTORY + "/";

  /** Where its own sources are, as a submission's may be called the same. */
  private static final String BELOW = "static-validator/";

  private final Guest guest;
  private final GuestFiles files;
  private final JuryPrograms programs;
  private final int timeFactor;

  StaticValidator(Guest guest, GuestFiles files, JuryPrograms programs, int timeFactor) {
    this.guest = guest;
    this.files = files;
    this.programs = programs;
    this.timeFactor = timeFactor;
  }

  /**
   * What is to be looked at.
   *
   * @param language its code in the package format
   * @param entryPoint the file or class that is started
   */
  public record Sources(String language, String entryPoint, List<Body> files) {
    /** Copies the list. */
    public Sources {
      files = List.copyOf(files);
    }
  }

  /** What the program says of a submission. */
  public Checked check(
      PackageProgram program, Sources submitted, List<String> arguments, ProblemPackage problem)
      throws JudgeFault, InterruptedException {
    return switch (programs.compile(program, problem.rules().constants(), BELOW)) {
      case JuryPrograms.Compilation.Broken(String why) ->
          new Checked(OutputValidator.broken(program, why), Optional.empty());
      case JuryPrograms.Compilation.Ready(JuryProgram ready) ->
          run(ready, submitted, arguments, problem);
    };
  }

  private Checked run(
      JuryProgram program, Sources submitted, List<String> arguments, ProblemPackage problem)
      throws JudgeFault, InterruptedException {
    List<RunFile> found = new ArrayList<>(List.of(RunFile.directory(FeedbackFiles.DIRECTORY)));
    long given = 0;
    for (Body file : submitted.files()) {
      found.add(new RunFile(file.name(), files.provide(file), null));
      given += file.size();
    }
    List<String> all =
        new ArrayList<>(List.of(submitted.language(), submitted.entryPoint(), FEEDBACK));
    all.addAll(arguments);
    RunJob job =
        new RunJob(
            program.artifact(),
            all,
            files.provide(Body.ofBytes(Guest.BLOB, new byte[0])),
            JuryLimits.of(problem.limits(), given, timeFactor).build(),
            new WorkingDirectory(found, FeedbackFiles.wanted(JuryLimits.FEEDBACK), true),
            Role.JURY);
    GuestRun run = guest.run(job);
    boolean read = false;
    try {
      Checked checked = new Checked(OutputValidator.word(program, run.program()), Optional.of(run));
      read = true;
      return checked;
    } finally {
      if (!read) {
        new Checked(new JuryAnswer.Faulty(program.name()), Optional.of(run)).close();
      }
    }
  }
}
