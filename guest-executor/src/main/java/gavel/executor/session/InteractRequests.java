package gavel.executor.session;

import gavel.executor.box.LeasedFiles;
import gavel.executor.interact.InteractJob;
import gavel.executor.interact.InteractResult;
import gavel.executor.interact.InteractStage;
import gavel.executor.run.RunJob;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.executor.store.Artifact;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.Lease;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Interacted;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.InteractSide;
import gavel.model.protocol.Role;
import gavel.model.protocol.Side;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two programs that talk to each other, as a request. */
final class InteractRequests {
  /**
   * So long an interactor may think about the end of a contestant that has used all of its time.
   */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Jobs jobs;
  private final ArtifactStore artifacts;
  private final InteractStage stage;

  InteractRequests(Jobs jobs, ArtifactStore artifacts, InteractStage stage) {
    this.jobs = jobs;
    this.artifacts = artifacts;
    this.stage = stage;
  }

  Answer interact(Interact request, Envelope envelope, Ticket ticket)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    Jobs.requireOnly(envelope, List.of());
    try (Leased contestant = lease(request.contestant(), Side.CONTESTANT);
        Leased interactor = lease(request.interactor(), Side.INTERACTOR)) {
      RunJob talks = job(contestant, Role.CONTESTANT, limits -> limits.wallTime().multipliedBy(2));
      Duration wall = talks.limits().wallTime().plus(LAST_WORDS);
      RunJob asks = job(interactor, Role.JURY, _ -> wall);
      InteractJob job = new InteractJob(talks, asks, Optional.ofNullable(request.transcript()));
      InteractResult result = stage.run(job, ticket.slot());
      return Answer.of(
          new Interacted(
              request.id(),
              Results.ran(request.id(), result.contestant()),
              Results.ran(request.id(), result.interactor()),
              result.first(),
              result.transcript().map(transcript -> transcript.isTruncated()).orElse(null)),
          result);
    }
  }

  /** What one side needs as long as it runs. */
  private record Leased(Side side, InteractSide asked, Lease<Artifact> artifact, LeasedFiles files)
      implements AutoCloseable {
    @Override
    public void close() {
      files.close();
      artifact.close();
    }
  }

  private Leased lease(InteractSide side, Side name) throws RequestRefused {
    Lease<Artifact> artifact =
        artifacts
            .acquire(side.artifact())
            .orElseThrow(() ->
                new RequestRefused(
                    ErrorCode.NOT_FOUND,
                    "There is no artifact " + side.artifact() + " here; compile it again",
                    name.json() + ".artifact"));
    boolean complete = false;
    try {
      LeasedFiles files = jobs.files(side.files());
      complete = true;
      return new Leased(name, side, artifact, files);
    } catch (InvalidField invalid) {
      throw invalid.in(name.json());
    } finally {
      if (!complete) {
        artifact.close();
      }
    }
  }

  private RunJob job(Leased leased, Role role, Jobs.Wall wall) throws IOException {
    try {
      Artifact artifact = leased.artifact().value();
      return jobs.side(leased.asked(), artifact, leased.files(), role, wall);
    } catch (InvalidField invalid) {
      throw invalid.in(leased.side().json());
    }
  }
}
