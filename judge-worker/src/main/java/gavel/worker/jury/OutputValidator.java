package gavel.worker.jury;

import gavel.model.VerdictRules;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.LimitsOverrideBuilder;
import gavel.model.protocol.Role;
import gavel.model.protocol.RunFile;
import gavel.testcases.problem.PackageProgram;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RanProgram;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.TalkJob.Talker;
import gavel.worker.guest.WorkingDirectory;
import gavel.worker.jury.JuryAnswer.Faulty;
import gavel.worker.jury.JuryCase.Passed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Output validators of packages, at one guest; for one thread at a time. */
public final class OutputValidator {
  private static final String START = "/box/";
  private static final String DATA = "judge-data/";
  private static final Set<String> KNOWN_TO_CHECKERS = Set.of("--testset", "--group");

  private final Guest guest;
  private final GuestFiles files;
  private final JuryPrograms programs;
  private final int timeFactor;

  /**
   * Validators at that guest.
   *
   * @param timeFactor that all time limits are multiplied by
   */
  public OutputValidator(Guest guest, GuestFiles files, JuryPrograms programs, int timeFactor) {
    this.guest = guest;
    this.files = files;
    this.programs = programs;
    this.timeFactor = timeFactor;
  }

  /** An answer whose feedback is there until this is closed. */
  public record Checked(JuryAnswer answer, Optional<GuestRun> run) implements AutoCloseable {
    @Override
    public void close() throws StorageFault {
      if (run.isPresent()) {
        try {
          run.get().close();
        } catch (IOException kept) {
          throw new StorageFault(
              "Tried to delete what a validator left: " + kept.getMessage(), kept);
        }
      }
    }
  }

  /** What a program says of an output. */
  public Checked check(PackageProgram program, JuryCase test, Body output)
      throws JudgeFault, InterruptedException {
    return switch (programs.compile(program, test.constants())) {
      case JuryPrograms.Compilation.Broken(String why) ->
          new Checked(broken(program, why), Optional.empty());
      case JuryPrograms.Compilation.Ready(JuryProgram ready) -> check(ready, test, output);
    };
  }

  private Checked check(JuryProgram program, JuryCase test, Body output)
      throws JudgeFault, InterruptedException {
    String written = files.provide(output);
    boolean testlib = program.dialect() == Dialect.TESTLIB;
    List<RunFile> more =
        testlib ? List.of(new RunFile(DATA + "output.txt", written, null)) : List.of();
    RunJob job =
        new RunJob(
            program.artifact(),
            testlib ? checked(test) : arguments(test),
            testlib ? files.provide(Body.ofBytes(Guest.BLOB, new byte[0])) : written,
            limits(test, output.size()).build(),
            directory(test, more),
            Role.JURY);
    GuestRun run = guest.run(job);
    boolean read = false;
    try {
      Checked checked = new Checked(word(program, run.program()), Optional.of(run));
      read = true;
      return checked;
    } finally {
      if (!read) {
        new Checked(broken(program.name(), "is given up"), Optional.of(run)).close();
      }
    }
  }

  /** Why a program cannot be asked. */
  public static Faulty broken(PackageProgram program, String why) {
    return broken(program.name(), why);
  }

  private static Faulty broken(String program, String why) {
    return new Faulty(program + " " + why);
  }

  /** What an interactor said in the end. */
  static JuryAnswer word(JuryProgram program, RanProgram ran) throws StorageFault {
    return new ValidatorWord(program, ran).answer();
  }

  /** The same program as one side of a conversation, which may last as long as the other. */
  Talker interactor(JuryProgram program, JuryCase test, Duration contestantsWall)
      throws JudgeFault, InterruptedException {
    Duration own = test.limits().validationTime().multipliedBy(timeFactor);
    LimitsOverride limits =
        limits(test, 0).wallTime(contestantsWall.plus(VerdictRules.wallLimit(own))).build();
    List<String> arguments =
        program.dialect() == Dialect.TESTLIB
            ? List.of(input(test), START + FeedbackFiles.DIRECTORY + "/output.txt", answer(test))
            : arguments(test);
    return new Talker(program.artifact(), arguments, limits, directory(test, List.of()));
  }

  /**
   * What the next pass is judged by: the feedback directory is as this one left it, and the input
   * is what the submission reads then.
   */
  public JuryCase next(JuryCase test, Feedback feedback) throws JudgeFault, InterruptedException {
    Map<String, String> kept = new HashMap<>();
    for (Map.Entry<String, Body> file : feedback.kept().entrySet()) {
      kept.put(file.getKey(), files.provide(file.getValue()));
    }
    Optional<Passed> input = Optional.empty();
    if (feedback.nextPass().isPresent()) {
      Body body = feedback.nextPass().get();
      input = Optional.of(new Passed(files.provide(body), body.size()));
    }
    return test.next(kept, input);
  }

  private static List<String> arguments(JuryCase test) {
    List<String> arguments =
        new ArrayList<>(List.of(input(test), answer(test), START + FeedbackFiles.DIRECTORY + "/"));
    arguments.addAll(test.arguments());
    return arguments;
  }

  /**
   * What testlib's checkers know; others would name a file for their report. Its interactors know
   * none.
   */
  private static List<String> checked(JuryCase test) {
    List<String> arguments =
        new ArrayList<>(List.of(input(test), START + DATA + "output.txt", answer(test)));
    List<String> flags = test.arguments();
    for (int at = 0; at + 1 < flags.size(); at++) {
      if (KNOWN_TO_CHECKERS.contains(flags.get(at))) {
        arguments.addAll(flags.subList(at, at + 2));
        at++;
      }
    }
    return arguments;
  }

  private static String input(JuryCase test) {
    return START + DATA + test.base() + ".in";
  }

  private static String answer(JuryCase test) {
    return START + DATA + test.base() + ".ans";
  }

  private WorkingDirectory directory(JuryCase test, List<RunFile> more)
      throws JudgeFault, InterruptedException {
    List<RunFile> found = new ArrayList<>(more);
    String data = DATA + test.base();
    String input =
        test.passed().isPresent() ? test.passed().get().blob() : files.provide(test.input());
    found.add(new RunFile(data + ".in", input, null));
    found.add(new RunFile(data + ".ans", files.provide(test.answer()), null));
    found.add(RunFile.directory(FeedbackFiles.DIRECTORY));
    test.kept()
        .forEach((name, blob) ->
            found.add(new RunFile(FeedbackFiles.DIRECTORY + "/" + name, blob, null)));
    return new WorkingDirectory(found, FeedbackFiles.wanted(JuryLimits.FEEDBACK), true);
  }

  private LimitsOverrideBuilder limits(JuryCase test, long more) {
    long given = test.inputSize() + test.answer().size().bytes() + more;
    return JuryLimits.of(test.limits(), given, timeFactor);
  }
}
