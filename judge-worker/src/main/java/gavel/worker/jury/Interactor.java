package gavel.worker.jury;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.testcases.problem.PackageProgram;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestTalk;
import gavel.worker.guest.TalkJob;
import gavel.worker.guest.TalkJob.Talker;
import gavel.worker.jury.JuryAnswer.Faulty;
import java.io.IOException;
import java.util.Optional;

/** Output validators that talk with the submission, at the submission's guest. */
public final class Interactor {
  private final Guest guest;
  private final JuryPrograms programs;
  private final OutputValidator validator;

  Interactor(Guest guest, JuryPrograms programs, OutputValidator validator) {
    this.guest = guest;
    this.programs = programs;
    this.validator = validator;
  }

  /**
   * What came of a conversation; none where the interactor cannot be started. Feedback is there
   * until this is closed.
   */
  public record Talked(JuryAnswer answer, Optional<GuestTalk> talk) implements AutoCloseable {
    @Override
    public void close() throws StorageFault {
      if (talk.isPresent()) {
        try {
          talk.get().close();
        } catch (IOException kept) {
          throw new StorageFault(
              "Tried to delete what an interactor left: " + kept.getMessage(), kept);
        }
      }
    }
  }

  /** Lets the submission talk with the program. */
  public Talked talk(
      PackageProgram program, JuryCase test, Talker contestant, Optional<ByteSize> transcript)
      throws JudgeFault, InterruptedException {
    return switch (programs.compile(program, test.constants())) {
      case JuryPrograms.Compilation.Broken(String why) ->
          new Talked(OutputValidator.broken(program, why), Optional.empty());
      case JuryPrograms.Compilation.Ready(JuryProgram ready) ->
          talk(ready, test, contestant, transcript);
    };
  }

  private Talked talk(
      JuryProgram program, JuryCase test, Talker contestant, Optional<ByteSize> transcript)
      throws JudgeFault, InterruptedException {
    RunLimits limits = contestant.effectiveLimits();
    Talker jurys = validator.interactor(program, test, limits.wallTime());
    GuestTalk talk = guest.interact(new TalkJob(contestant, jurys, transcript));
    boolean read = false;
    try {
      Talked talked =
          new Talked(OutputValidator.word(program, talk.interactor()), Optional.of(talk));
      read = true;
      return talked;
    } finally {
      if (!read) {
        new Talked(new Faulty(program.name()), Optional.of(talk)).close();
      }
    }
  }
}
