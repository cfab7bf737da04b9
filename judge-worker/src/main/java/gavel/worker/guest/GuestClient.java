package gavel.worker.guest;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Blobs;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestMessage.Welcome;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.HasBlob;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.model.protocol.GuestRequest.Hello;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.MemoryBudget;
import gavel.model.protocol.MessageCodec;
import gavel.model.protocol.Role;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.GuestUnfit;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.guest.GuestLink.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A guest over one connection. Of no more use once it is lost. */
public final class GuestClient implements Guest {
  /** What a guest's answers may take of this program's memory, over one connection. */
  private static final ByteSize IN_MEMORY = ByteSize.ofMiB(16);

  /** Diagnostics that are kept, in characters. */
  private static final int DIAGNOSTICS = 64 * 1024;

  private static final int LONGEST_ARTIFACT = 256;

  /** Slower than this a guest does not take a blob, in bytes a second. */
  private static final long BLOB_RATE = 1 << 20;

  private final GuestLink link;
  private final GuestSettings settings;
  private final ScratchDirectory scratch;
  private List<String> unenforced = List.of();

  private GuestClient(GuestLink link, GuestSettings settings, ScratchDirectory scratch) {
    this.link = link;
    this.settings = settings;
    this.scratch = scratch;
  }

  /** Connects and agrees on the version of the protocol. */
  public static GuestClient connect(GuestTransport transport, GuestSettings settings)
      throws JudgeFault, InterruptedException {
    ScratchDirectory scratch = ScratchDirectory.in(settings.directory());
    boolean greeted = false;
    try {
      GuestLink link =
          GuestLink.open(transport.toString(), open(transport), store(scratch, settings));
      GuestClient client = new GuestClient(link, settings, scratch);
      try {
        client.greet();
        greeted = true;
        return client;
      } finally {
        if (!greeted) {
          link.close();
        }
      }
    } finally {
      if (!greeted) {
        scratch.close();
      }
    }
  }

  private static GuestTransport.Connection open(GuestTransport transport) throws GuestLost {
    try {
      return transport.connect();
    } catch (IOException unreachable) {
      throw new GuestLost(
          "Tried to connect to the guest at " + transport + ": " + unreachable.getMessage(),
          unreachable);
    }
  }

  private static BodyStore store(ScratchDirectory scratch, GuestSettings settings) {
    BodyStore usual = BodyStore.in(scratch.path());
    return new BodyStore(
        usual.directory(),
        usual.inMemory(),
        settings.largestAnswer().bytes(),
        MemoryBudget.of(IN_MEMORY));
  }

  private void greet() throws JudgeFault, InterruptedException {
    Welcome welcome =
        ask(
            new Hello(link.nextId(), MessageCodec.PROTOCOL),
            List.of(),
            settings.greeting().minus(settings.slack()),
            Welcome.class);
    if (welcome.protocol() != MessageCodec.PROTOCOL) {
      throw new GuestUnfit(
          "The guest speaks protocol "
              + welcome.protocol()
              + ", this worker "
              + MessageCodec.PROTOCOL
              + ": install the same Gavel on both sides");
    }
    unenforced = welcome.unenforced() == null ? List.of() : welcome.unenforced();
    if (!unenforced.isEmpty() && !settings.allowRootless()) {
      throw new GuestUnfit(
          "The guest runs without root and does not enforce every limit; start gavel-executor as"
              + " root, or accept that with guest.allow_rootless: true");
    }
  }

  /** What the guest cannot make sure of, in words for people; nothing where it runs as root. */
  public List<String> unenforced() {
    return unenforced;
  }

  /** Whether nothing can be asked any more. */
  public boolean isLost() {
    return link.isLost();
  }

  @Override
  public Health health() throws JudgeFault, InterruptedException {
    return ask(new HealthCheck(link.nextId()), List.of(), Duration.ZERO, Health.class);
  }

  @Override
  public StatusReport status() throws JudgeFault, InterruptedException {
    return ask(new ReportStatus(link.nextId()), List.of(), Duration.ZERO, StatusReport.class);
  }

  @Override
  public CompiledArtifact compile(CompileJob job) throws JudgeFault, InterruptedException {
    List<String> names = job.files().stream().map(Body::name).toList();
    Compile request =
        new Compile(
            link.nextId(), job.language(), names, job.entrypoint().orElse(null), job.limits());
    return checked(ask(request, job.files(), job.wallTime(), Compiled.class));
  }

  /** What a guest says of a compilation, once it is known to be possible. */
  CompiledArtifact checked(Compiled compiled) throws GuestLost {
    boolean success = compiled.status() == Status.SUCCESS;
    requirePossible(
        success || compiled.status() == Status.COMPILATION_ERROR, "a compilation's status");
    Optional<String> artifact = Optional.ofNullable(compiled.artifact());
    requirePossible(
        success == artifact.isPresent()
            && artifact.filter(name -> name.length() > LONGEST_ARTIFACT).isEmpty(),
        "an artifact");
    return new CompiledArtifact(
        new CompileReport(compiled.status(), compiled.wallTime(), diagnostics(compiled)), artifact);
  }

  private static String diagnostics(Compiled compiled) {
    String reason =
        compiled.reason() == null || compiled.status() == Status.SUCCESS
            ? ""
            : Untrusted.line(compiled.reason());
    String output = Untrusted.cut(compiled.output(), DIAGNOSTICS - reason.length() - 1);
    if (reason.isEmpty() || output.stripTrailing().endsWith(reason)) {
      return output;
    }
    return output.isEmpty() ? reason : output + "\n" + reason;
  }

  @Override
  public Set<String> hasBlobs(List<String> sha256) throws JudgeFault, InterruptedException {
    Blobs present = ask(new HasBlob(link.nextId(), sha256), List.of(), Duration.ZERO, Blobs.class);
    Set<String> known = Set.copyOf(present.present());
    requirePossible(Set.copyOf(sha256).containsAll(known), "a blob that was not asked for");
    return known;
  }

  @Override
  public void putBlob(String sha256, Body content) throws JudgeFault, InterruptedException {
    Duration patience = Duration.ofSeconds(content.size() / BLOB_RATE);
    ask(new PutBlob(link.nextId(), sha256), List.of(content), patience, Done.class);
  }

  @Override
  public GuestRun run(RunJob job) throws JudgeFault, InterruptedException {
    RunLimits limits = job.effectiveLimits();
    requireReceivable(limits, job.directory());
    Run request =
        new Run(
            link.nextId(),
            job.artifact(),
            job.args(),
            job.stdin(),
            job.limits(),
            false,
            null,
            job.directory().files(),
            job.directory().writable() ? job.directory().collect() : null,
            job.directory().writable() ? true : null,
            job.role() == Role.CONTESTANT ? null : job.role());
    Answer answer = answer(request, List.of(), limits.wallTime());
    return accepted(
        answer,
        () -> {
          Map<String, Body> bodies = RanCheck.bodies(answer);
          RanCheck.check(answer.message() instanceof Ran, "the result of another request");
          RanCheck check =
              new RanCheck((Ran) answer.message(), limits, job.directory(), bodies, "");
          GuestRun run = new GuestRun(check.program(), answer.envelope());
          RanCheck.requireNone(bodies);
          return run;
        });
  }

  @Override
  public GuestTalk interact(TalkJob job) throws JudgeFault, InterruptedException {
    RunLimits contestant = job.contestant().effectiveLimits();
    RunLimits interactor = job.interactor().effectiveLimits();
    requireReceivable(contestant, job.contestant().directory());
    requireReceivable(interactor, job.interactor().directory());
    Interact request =
        new Interact(
            link.nextId(),
            job.contestant().side(),
            job.interactor().side(),
            job.transcript().orElse(null));
    Answer answer =
        answer(request, List.of(), longer(contestant.wallTime(), interactor.wallTime()));
    return accepted(answer, () -> TalkCheck.talk(job, answer));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private interface Check<T> {
    T look() throws ImpossibleAnswer;
  }

  /** What the answer says, which is discarded where that cannot be. */
  private <T> T accepted(Answer answer, Check<T> check) throws GuestLost {
    boolean sound = false;
    try {
      T result = check.look();
      sound = true;
      return result;
    } catch (ImpossibleAnswer impossible) {
      throw link.lose("answered with " + impossible.getMessage());
    } finally {
      if (!sound) {
        discard(answer);
      }
    }
  }

  /** What may come back must fit what is taken, or a sound guest would look like a hostile one. */
  private void requireReceivable(RunLimits limits, WorkingDirectory directory) throws GuestRefused {
    long most = Math.addExact(limits.stdout().bytes(), limits.stderr().bytes());
    for (CollectFile file : directory.collect()) {
      most = Math.addExact(most, file.max().bytes());
    }
    if (most > settings.largestAnswer().bytes()) {
      throw new GuestRefused(
          ErrorCode.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "A run may write %d bytes; this worker takes %s of it",
              most,
              settings.largestAnswer()));
    }
  }

  /** An id for the next request. */
  String nextId() {
    return link.nextId();
  }

  /** Asks for what is answered by a message of that type, without bodies. */
  <T extends GuestMessage.Result> T ask(
      GuestRequest request, List<Body> bodies, Duration limit, Class<T> type)
      throws JudgeFault, InterruptedException {
    Answer answer = answer(request, bodies, limit);
    discard(answer);
    requirePossible(type.isInstance(answer.message()), "a result of another request");
    return type.cast(answer.message());
  }

  private Answer answer(GuestRequest request, List<Body> bodies, Duration limit)
      throws JudgeFault, InterruptedException {
    return answer(request, bodies, limit, Optional.empty());
  }

  /** Asks for a result, whose bodies are the caller's. */
  Answer answer(
      GuestRequest request, List<Body> bodies, Duration limit, Optional<Consumer<Log>> log)
      throws JudgeFault, InterruptedException {
    Answer answer = link.ask(request, bodies, limit.plus(settings.slack()), log);
    if (answer.message() instanceof Failure failure) {
      discard(answer);
      throw fault(failure);
    }
    return answer;
  }

  private static JudgeFault fault(Failure failure) {
    String said = Untrusted.line(failure.message());
    String field = Untrusted.line(failure.field());
    String message = "The guest said: " + (said.startsWith(field) ? "" : field + ": ") + said;
    return switch (failure.code()) {
      case BUSY -> GuestFailed.busy(message);
      case INTERNAL_ERROR, CANCELLED -> new GuestFailed(message);
      case NOT_FOUND -> new NotStored(message);
      case INVALID_REQUEST, UNSUPPORTED_LANGUAGE, TOO_LARGE ->
          new GuestRefused(failure.code(), message);
    };
  }

  void requirePossible(boolean possible, String what) throws GuestLost {
    if (!possible) {
      throw impossible(what);
    }
  }

  GuestLost impossible(String what) {
    return link.lose("answered with " + what + ", which cannot be");
  }

  void discard(Answer answer) throws GuestLost {
    try {
      BodyStore.discard(answer.envelope());
    } catch (IOException kept) {
      throw link.lose("sent a body that cannot be deleted", kept);
    }
  }

  @Override
  public void close() {
    link.close();
    scratch.close();
  }
}
