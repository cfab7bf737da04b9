package gavel.worker.jury;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.Status;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Role;
import gavel.model.protocol.RunFile;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.ProblemLimits;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.WorkingDirectory;
import gavel.worker.jury.JuryAnswer.Accepted;
import gavel.worker.jury.JuryAnswer.Faulty;
import gavel.worker.jury.JuryAnswer.Rejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Programs that say whether a file of the package is as it should be: package format, sections
 * "Input Validators" and "Answer Validators". They read the file; 42 accepts, and every other exit
 * code rejects.
 */
public final class FileValidator {
  private static final int ACCEPTED = 42;

  /** Where main returns; those written for package formats return 42 with the same testlib.h. */
  private static final int TESTLIBS_OWN = 0;

  private static final String INPUT = "judge-data/test.in";
  private final Guest guest;
  private final GuestFiles files;
  private final JuryPrograms programs;
  private final int timeFactor;

  FileValidator(Guest guest, GuestFiles files, JuryPrograms programs, int timeFactor) {
    this.guest = guest;
    this.files = files;
    this.programs = programs;
    this.timeFactor = timeFactor;
  }

  /**
   * What is asked.
   *
   * @param file that it reads
   * @param input that it is told the place of; answer validators only
   * @param beside files of the test case, which lie where it starts
   */
  public record Question(
      PackageProgram validator,
      List<String> arguments,
      PackageFile file,
      Optional<PackageFile> input,
      List<NamedFile> beside,
      ProblemLimits limits,
      Constants constants) {
    /** Copies the list. */
    public Question {
      arguments = List.copyOf(arguments);
      beside = List.copyOf(beside);
    }
  }

  /** What the program says. */
  public JuryAnswer ask(Question question) throws JudgeFault, InterruptedException {
    return switch (programs.compile(question.validator(), question.constants())) {
      case JuryPrograms.Compilation.Broken(String why) ->
          OutputValidator.broken(question.validator(), why);
      case JuryPrograms.Compilation.Ready(JuryProgram ready) -> run(ready, question);
    };
  }

  private JuryAnswer run(JuryProgram program, Question question)
      throws JudgeFault, InterruptedException {
    List<String> arguments = new ArrayList<>();
    List<RunFile> beside = new ArrayList<>();
    if (question.input().isPresent()) {
      arguments.add("/box/" + INPUT);
      beside.add(new RunFile(INPUT, files.provide(question.input().get()), null));
    }
    arguments.addAll(question.arguments());
    for (NamedFile file : question.beside()) {
      beside.add(new RunFile(file.name(), files.provide(file.file()), null));
    }
    RunJob job =
        new RunJob(
            program.artifact(),
            arguments,
            files.provide(question.file()),
            limits(question),
            new WorkingDirectory(beside, List.of(), false),
            Role.JURY);
    try (GuestRun run = guest.run(job)) {
      return answer(program, run);
    } catch (IOException kept) {
      throw new StorageFault(
          "Tried to delete what a validator printed: " + kept.getMessage(), kept);
    }
  }

  private LimitsOverride limits(Question question) {
    long given = question.input().map(input -> input.size().bytes()).orElse(0L);
    return LimitsOverride.builder()
        .cpuTime(question.limits().validationTime().multipliedBy(timeFactor))
        .memory(ByteSize.ofBytes(question.limits().validationMemory().bytes() + given))
        .stdout(ByteSize.ofKiB(64))
        .outputPolicy(OutputPolicy.DRAIN)
        .build();
  }

  private static JuryAnswer answer(JuryProgram program, GuestRun run) throws StorageFault {
    Ran result = run.result();
    Integer code = result.exitCode();
    String said = said(run);
    boolean byItself = result.status() == Status.SUCCESS || result.status() == Status.RUNTIME_ERROR;
    if (!byItself) {
      return new Faulty(program.name() + " did not end by itself: " + result.status().json());
    }
    boolean accepts =
        code != null
            && (code == ACCEPTED || (program.dialect() == Dialect.TESTLIB && code == TESTLIBS_OWN));
    String how =
        code == null ? String.valueOf(result.signalName()) : "exit code " + code.intValue();
    return accepts
        ? new Accepted(feedback(said))
        : new Rejected(feedback(said.isEmpty() ? how : said + " (" + how + ")"));
  }

  private static String said(GuestRun run) throws StorageFault {
    String error = FeedbackFiles.text(run.stderr()).strip();
    return error.isEmpty() ? FeedbackFiles.text(run.stdout()).strip() : error;
  }

  private static Feedback feedback(String message) {
    return new Feedback(
        Optional.of(message).filter(text -> !text.isEmpty()),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Map.of());
  }
}
