package gavel.executor.interact;

import gavel.executor.run.RunJob;
import gavel.executor.run.RunResult;
import gavel.executor.run.RunStage;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Seat;
import gavel.executor.slot.SlotLease;
import gavel.model.protocol.Role;
import gavel.model.protocol.Side;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lets two programs talk to each other, in the two sandboxes of a slot. */
public final class InteractStage {
  private final RunStage runStage;
  private final Path outputDirectory;

  /** Transcripts that are too much for memory go to files in this directory. */
  public InteractStage(RunStage runStage, Path outputDirectory) {
    this.runStage = runStage;
    this.outputDirectory = outputDirectory;
  }

  /** Runs both to their ends; when this returns or throws, neither is left. */
  public InteractResult run(InteractJob job, SlotLease slot)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    Optional<Transcript> transcript =
        job.transcript().map(most -> new Transcript(most, outputDirectory));
    boolean complete = false;
    try {
      InteractResult result = run(job, slot, transcript);
      complete = true;
      return result;
    } finally {
      if (!complete && transcript.isPresent()) {
        transcript.get().close();
      }
    }
  }

  private InteractResult run(InteractJob job, SlotLease slot, Optional<Transcript> transcript)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    Seat contestants = slot.seat(Role.CONTESTANT);
    Seat jurys = slot.seat(Role.JURY);
    List<SideRun> sides = List.of();
    boolean complete = false;
    try (Conversation talk = Conversation.open(transcript)) {
      SideRun interactor =
          start(Side.INTERACTOR, job.interactor(), jurys, talk.interactor(), contestants);
      SideRun contestant =
          start(Side.CONTESTANT, job.contestant(), contestants, talk.contestant(), jurys);
      sides = List.of(contestant, interactor);
      awaitAll(sides, contestants, jurys);
      if (contestant.isCancelled()) {
        interactor.result(); // where that one failed, the contestant was cancelled for it
      }
      InteractResult result =
          new InteractResult(contestant.result(), interactor.result(), talk.first(), transcript);
      complete = true;
      return result;
    } finally {
      if (!complete) {
        closeResults(sides);
      }
    }
  }

  private SideRun start(Side side, RunJob job, Seat seat, Talk talk, Seat other) {
    return SideRun.start(side.json(), () -> runStage.talk(job, seat, talk, side), other);
  }

  private static void awaitAll(List<SideRun> sides, Seat contestants, Seat jurys)
      throws InterruptedException {
    IdleWatch watch = new IdleWatch(contestants, jurys);
    boolean ended = false;
    try {
      for (SideRun side : sides) {
        watch.await(side);
      }
      ended = true;
    } finally {
      if (!ended) {
        contestants.cancel();
        jurys.cancel();
        sides.forEach(SideRun::awaitWithoutFail);
      }
    }
  }

  private static void closeResults(List<SideRun> sides)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    for (SideRun side : sides) {
      if (side.isSound()) {
        RunResult unwanted = side.result();
        unwanted.close();
      }
    }
  }
}
