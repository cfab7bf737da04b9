package gavel.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.compile.Shortcuts;
import gavel.executor.guest.SharedMachine;
import gavel.executor.report.RuntimeProbe;
import gavel.executor.report.StatusReporter;
import gavel.executor.run.AllowedCpus;
import gavel.executor.run.MachineLimits;
import gavel.executor.slot.FakeSandbox;
import gavel.executor.slot.SlotPool;
import gavel.executor.store.Artifact;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.BlobStore;
import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.MemoryBudget;
import gavel.model.protocol.MessageCodec;
import gavel.sandbox.Privileges;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A session over pipes with everything real but the sandboxes, and the peer's end of it. */
final class SessionFixture implements AutoCloseable {
  static final String ARTIFACT = "artifact";
  private final StateDir state;
  private final SlotPool slots;
  private final List<FakeSandbox> sandboxes;
  private final Thread session;
  private final List<Throwable> escaped = new CopyOnWriteArrayList<>();
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().uncaughtExceptionHandler((_, bug) -> escaped.add(bug)).factory());
  private volatile boolean noThreads;
  private final Handlers handlers;
  private final OutputStream toSession;
  private final Framing framing;
  private Envelope last = Envelope.of(gavel.model.json.StrictJson.object());

  private SessionFixture(StateDir state, SlotPool slots, List<FakeSandbox> sandboxes)
      throws IOException {
    this.state = state;
    this.slots = slots;
    this.sandboxes = sandboxes;
    Languages languages = Languages.bundled();
    BlobStore blobs = new BlobStore(state.blobs(), ByteSize.ofMiB(1));
    ArtifactStore artifacts = new ArtifactStore(state.artifacts(), ByteSize.ofMiB(1));
    addArtifact(artifacts, languages);
    RuntimeProbe runtimes = new RuntimeProbe(() -> new Languages(List.of()));
    runtimes.begin();
    StatusReporter reporter =
        new StatusReporter(slots, artifacts, state, runtimes, Privileges.ROOT, List::of);
    this.handlers =
        new Handlers(
            state,
            slots,
            () -> languages,
            blobs,
            artifacts,
            Shortcuts.NONE,
            reporter,
            MachineLimits.shared(new AllowedCpus(CpuSet.parse("0-3"))),
            SessionLimits.usual(),
            Optional.empty(),
            new SharedMachine());
    Pipe there = Pipe.open();
    Pipe back = Pipe.open();
    GuestSession served = new GuestSession(new Pipes(there, back), handlers, this::work);
    this.session = Thread.ofPlatform().daemon().name("session").start(served::serve);
    this.toSession = Channels.newOutputStream(there.sink());
    InputStream fromSession = Channels.newInputStream(back.source());
    this.framing = Framing.lengthPrefixed(fromSession, toSession, BodyStore.in(state.bodies()));
  }

  static SessionFixture open(Path directory, int slotCount) throws Exception {
    List<FakeSandbox> sandboxes = new CopyOnWriteArrayList<>();
    SlotPool slots =
        SlotPool.open(
            slotCount,
            number -> 70_000 + number,
            _ -> {
              FakeSandbox sandbox = new FakeSandbox();
              sandboxes.add(sandbox);
              return sandbox;
            });
    return new SessionFixture(StateDir.take(directory), slots, sandboxes);
  }

  private void addArtifact(ArtifactStore artifacts, Languages languages) throws IOException {
    Path made = Files.createDirectory(state.root().resolve("made"));
    Artifact artifact =
        new Artifact(ARTIFACT, made, languages.byId("c").orElseThrow(), "", Artifact.Facts.NONE);
    artifacts.add(artifact, ByteSize.ZERO).close();
  }

  /** The session's ends of the two pipes. */
  private record Pipes(Pipe there, Pipe back) implements Connection {
    @Override
    public InputStream input() {
      return Channels.newInputStream(there.source());
    }

    @Override
    public OutputStream output() {
      return Channels.newOutputStream(back.sink());
    }

    @Override
    public void hangUp() {
      try (Pipe.SinkChannel _ = back.sink()) {
        there.source().close();
      } catch (IOException unclosed) {
        throw new UncheckedIOException(unclosed);
      }
    }
  }

  private void work(Runnable request) {
    if (noThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    workers.execute(request);
  }

  /** From now on, or until now, no request gets a thread. */
  void noThreads(boolean none) {
    noThreads = none;
  }

  /** What all messages, and what is kept of them, may have in memory. */
  MemoryBudget memory() {
    return handlers.memory();
  }

  SlotPool slots() {
    return slots;
  }

  /** What ended threads of requests: an executor's own handler would log it. */
  List<Throwable> escaped() {
    return escaped;
  }

  List<FakeSandbox> sandboxes() {
    return sandboxes;
  }

  void send(GuestRequest request, Body... bodies) throws IOException {
    framing.write(new Envelope(MessageCodec.encode(request), List.of(bodies)));
  }

  void sendText(String json) throws IOException {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    DataOutputStream out = new DataOutputStream(toSession);
    out.writeInt(utf8.length);
    out.write(utf8);
    out.flush();
  }

  void sendBytes(byte[] bytes) throws IOException {
    toSession.write(bytes);
    toSession.flush();
  }

  GuestMessage next() throws IOException {
    last = framing.read().orElseThrow(() -> new IOException("The session hung up"));
    return MessageCodec.decodeMessage(last.message());
  }

  List<GuestMessage> nextTwo() throws IOException {
    List<GuestMessage> two = new ArrayList<>();
    two.add(next());
    two.add(next());
    return two;
  }

  /** A body of the last message, as text. */
  String body(String name) throws IOException {
    try (InputStream content = last.body(name).open()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void assertRefused(String id, String field) throws IOException {
    assertThat(next())
        .isInstanceOfSatisfying(
            Failure.class,
            refused -> {
              assertThat(refused.id()).isEqualTo(id);
              assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(refused.field()).isEqualTo(field);
            });
  }

  void assertNothingIsLeft() throws IOException {
    for (Path directory : List.of(state.bodies(), state.output())) {
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
    }
    assertThat(slots.counts().busy()).isZero();
  }

  void hangUp() throws IOException {
    toSession.close();
  }

  void assertClosed() throws IOException {
    assertThat(framing.read()).isEqualTo(Optional.empty());
    awaitEnd();
  }

  void awaitEnd() {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !session.isAlive());
  }

  @Override
  public void close() throws IOException {
    hangUp();
    awaitEnd();
    workers.shutdown();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(workers::isTerminated);
    slots.close();
    state.close();
  }
}
