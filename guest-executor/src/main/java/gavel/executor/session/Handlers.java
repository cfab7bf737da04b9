package gavel.executor.session;

import gavel.executor.box.LeasedFiles;
import gavel.executor.compile.CompileOutcome;
import gavel.executor.compile.CompileStage;
import gavel.executor.compile.Shortcuts;
import gavel.executor.guest.Machine;
import gavel.executor.intake.Sources;
import gavel.executor.interact.InteractStage;
import gavel.executor.operator.CommandRunner;
import gavel.executor.report.StatusReporter;
import gavel.executor.run.Input;
import gavel.executor.run.MachineLimits;
import gavel.executor.run.RunJob;
import gavel.executor.run.RunResult;
import gavel.executor.run.RunStage;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.SlotPool;
import gavel.executor.slot.Ticket;
import gavel.executor.store.Artifact;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.BlobStore;
import gavel.executor.store.Lease;
import gavel.executor.store.StateDir;
import gavel.model.RunLimits;
import gavel.model.language.Languages;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.CloseStdin;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.ConfigureNetwork;
import gavel.model.protocol.GuestRequest.Exec;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.HasBlob;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.model.protocol.GuestRequest.Hello;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.GuestRequest.PowerOff;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.GuestRequest.SetClock;
import gavel.model.protocol.GuestRequest.Stdin;
import gavel.model.protocol.MemoryBudget;
import gavel.model.protocol.MessageCodec;
import gavel.model.protocol.StorageFailure;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this executor does about each request; shared by all sessions. */
public final class Handlers implements Exchange.Work {
  private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);
  private static final int BODY_IN_MEMORY = 16 << 10;
  private final StateDir state;
  private final SlotPool slots;
  private final int slotCount;
  private final BlobStore blobs;
  private final ArtifactStore artifacts;
  private final StatusReporter reporter;
  private final Jobs jobs;
  private final CompileStage compileStage;
  private final RunStage runStage;
  private final MemoryBudget memory;
  private final Deadlines deadlines;
  private final OperatorRequests operator;
  private final InteractRequests interactRequests;

  /** Puts the stages together; without {@code commands}, operators' commands are off. */
  public Handlers(
      StateDir state,
      SlotPool slots,
      Supplier<Languages> languages,
      BlobStore blobs,
      ArtifactStore artifacts,
      Shortcuts shortcuts,
      StatusReporter reporter,
      MachineLimits machineLimits,
      SessionLimits limits,
      Optional<CommandRunner> commands,
      Machine machine) {
    this.operator = new OperatorRequests(commands, machine);
    this.state = state;
    this.slots = slots;
    this.slotCount = slots.size();
    this.blobs = blobs;
    this.artifacts = artifacts;
    this.reporter = reporter;
    this.jobs = new Jobs(languages, blobs, state, machineLimits);
    this.compileStage = new CompileStage(state, artifacts, shortcuts);
    this.runStage = new RunStage(state.output());
    this.interactRequests =
        new InteractRequests(jobs, artifacts, new InteractStage(runStage, state.output()));
    this.memory = MemoryBudget.of(limits.memory());
    this.deadlines = new Deadlines(limits);
  }

  int slots() {
    return slotCount;
  }

  Ticket newTicket() {
    return new Ticket(slots);
  }

  BodyStore bodyStore() {
    long most = BodyStore.in(state.bodies()).perMessage();
    return new BodyStore(state.bodies(), BODY_IN_MEMORY, most, memory);
  }

  MemoryBudget memory() {
    return memory;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /** Whether the answer needs no slot and comes before the next request is read. */
  static boolean answersAtOnce(GuestRequest request) {
    return switch (request) {
      case Hello _, HealthCheck _, ReportStatus _, PutBlob _, HasBlob _ -> true;
      case Stdin _, CloseStdin _, Cancel _ -> true;
      case ConfigureNetwork _, SetClock _, PowerOff _ -> true;
      case Compile _, Run _, Execute _, Exec _, Interact _ -> false;
    };
  }

  @Override
  public Answer answer(GuestRequest request, Envelope envelope, Ticket ticket, Replies replies)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    return switch (request) {
      case Hello hello -> Answer.of(welcome(hello));
      case HealthCheck(String id) -> Answer.of(reporter.health(id));
      case ReportStatus(String id) -> Answer.of(reporter.status(id));
      case HasBlob(String id, List<String> hashes) ->
          Answer.of(new GuestMessage.Blobs(id, blobs.present(hashes)));
      case PutBlob put -> Answer.of(store(put, envelope));
      case Compile compile -> compile(compile, envelope, ticket);
      case Run run -> run(run, envelope, ticket, replies);
      case Execute execute -> execute(execute, envelope, ticket, replies);
      case Stdin _, CloseStdin _, Cancel _ -> Answer.of(new GuestMessage.Done(request.id()));
      case Interact interact -> interactRequests.interact(interact, envelope, ticket);
      case Exec exec -> exec(exec, envelope, ticket, replies);
      case ConfigureNetwork network -> operator.configureNetwork(network, envelope);
      case SetClock clock -> operator.setClock(clock, envelope);
      case PowerOff off -> operator.powerOff(off, envelope);
    };
  }

  private GuestMessage.Result welcome(Hello hello) {
    int spoken = Math.min(hello.protocol(), MessageCodec.PROTOCOL);
    return reporter.welcome(hello.id(), spoken);
  }

  /** A failure of this machine; where that is for lack of room, some is made. */
  @Override
  public Failure unkept(String id, Exception failure) {
    if (!StorageFailure.isForLackOfRoom(failure)) {
      LOG.error("A request failed", failure);
      return Answer.failureMessage(
          id, ErrorCode.INTERNAL_ERROR, String.valueOf(failure.getMessage()), null);
    }
    LOG.warn("There is no room in {}", state.root(), failure);
    try {
      blobs.makeRoom();
      artifacts.makeRoom();
    } catch (IOException undeletable) {
      LOG.error("Tried to make room", undeletable);
    }
    return Answer.failureMessage(
        id, ErrorCode.BUSY, "There was no room left here to store something: try again", null);
  }

  private GuestMessage.Result store(PutBlob put, Envelope envelope)
      throws RequestRefused, IOException {
    Jobs.requireOnly(envelope, List.of("blob"));
    blobs.put(put.sha256(), envelope.body("blob"));
    return new GuestMessage.Done(put.id());
  }

  private Answer compile(Compile request, Envelope envelope, Ticket ticket)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    try (Sources sources = jobs.sources(request, envelope, ticket);
        CompileOutcome outcome = compileStage.compile(jobs.compile(request, sources), ticket)) {
      return Answer.of(Results.compiled(request.id(), outcome));
    }
  }

  private Answer run(Run request, Envelope envelope, Ticket ticket, Replies replies)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    try (Lease<Artifact> artifact = artifact(request.artifact());
        LeasedFiles files = jobs.files(request.files());
        Input input = jobs.input(request, envelope, replies.feeds().of(request.id()))) {
      RunJob job = jobs.run(request, artifact.value(), input, files);
      RunResult result = logged(job, ticket, request.id(), request.stream(), replies);
      return Answer.of(Results.ran(request.id(), result), result);
    }
  }

  private Lease<Artifact> artifact(String key) throws RequestRefused {
    return artifacts
        .acquire(key)
        .orElseThrow(() ->
            new RequestRefused(
                ErrorCode.NOT_FOUND, "There is no artifact " + key + " here; compile it again"));
  }

  private Answer execute(Execute request, Envelope envelope, Ticket ticket, Replies replies)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    try (Sources sources = jobs.sources(request, envelope, ticket);
        Input input = jobs.input(request, envelope, replies.feeds().of(request.id()))) {
      RunLimits limits = jobs.limits(request, sources.language());
      try (CompileOutcome outcome = compileStage.compile(jobs.compile(request, sources), ticket)) {
        GuestMessage.Compiled compiled = Results.compiled(request.id(), outcome);
        if (!(outcome instanceof CompileOutcome.Compiled(Lease<Artifact> artifact, boolean _))) {
          return Answer.of(new GuestMessage.Executed(request.id(), compiled, null));
        }
        RunJob job = RunJob.reading(input, artifact.value(), List.of(), limits);
        RunResult result = logged(job, ticket, request.id(), request.stream(), replies);
        GuestMessage.Ran ran = Results.ran(request.id(), result);
        return Answer.of(new GuestMessage.Executed(request.id(), compiled, ran), result);
      }
    }
  }

  private Answer exec(Exec request, Envelope envelope, Ticket ticket, Replies replies)
      throws RequestRefused, IOException, InterruptedException {
    operator.requireAllowed();
    try (Input input = jobs.input(request, envelope)) {
      return operator.exec(request, input, ticket, replies);
    }
  }

  private RunResult logged(
      RunJob job, Ticket ticket, String id, @Nullable Boolean stream, Replies replies)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    if (!Boolean.TRUE.equals(stream)) {
      return runStage.run(job, ticket.slot(), Optional.empty());
    }
    try (LogStream log = LogStream.open(id, replies, ticket)) {
      return logged(job, ticket, log);
    }
  }

  private RunResult logged(RunJob job, Ticket ticket, LogStream log)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    RunResult result = runStage.run(job, ticket.slot(), Optional.of(log));
    boolean complete = false;
    try {
      ticket.close();
      log.awaitSent();
      ticket.requireWanted();
      complete = true;
      return result;
    } finally {
      if (!complete) {
        result.close();
      }
    }
  }
}
