package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.protocol.Body;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.GuestTalk;
import gavel.worker.guest.RanProgram;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.TalkJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A guest whose programs are functions of a test; remembers everything that it was given. */
public final class FakeGuest implements Guest {
  /** What a program makes of its input. */
  public interface Program {
    Written run(String stdin) throws JudgeFault, InterruptedException;
  }

  /** What came of it. */
  public record Written(Status status, String stdout, String reason) {
    /** A program that ended in order. */
    public static Written of(String stdout) {
      return new Written(Status.SUCCESS, stdout, "");
    }
  }

  private final Program program;
  private final Map<String, String> blobs = new HashMap<>();
  private final Set<String> artifacts = new HashSet<>();
  final List<String> calls = new ArrayList<>();

  /** What was run, in that order. */
  public final List<RunJob> runs = new ArrayList<>();

  /** What the next runs take; 10 ms more than the one before where nothing is said. */
  final List<Duration> cpuTimes = new ArrayList<>();

  /** What was compiled, in that order. */
  public final List<CompileJob> compilations = new ArrayList<>();

  /** One that has nothing yet. */
  public FakeGuest(Program program) {
    this.program = program;
  }

  /** As a guest that was started anew. */
  void loseEverything() {
    blobs.clear();
    artifacts.clear();
  }

  @Override
  public Health health() {
    throw new UnsupportedOperationException();
  }

  /** All of them free. */
  public int slots = 1;

  @Override
  public StatusReport status() {
    ByteSize none = ByteSize.ZERO;
    return new StatusReport("", none, none, none, none, 0, 0, slots, 0, List.of());
  }

  @Override
  public CompiledArtifact compile(CompileJob job) {
    compilations.add(job);
    calls.add("compile");
    String source = text(job.files().getFirst());
    if (source.contains("syntax error")) {
      return new CompiledArtifact(
          new CompileReport(
              Status.COMPILATION_ERROR, Duration.ofMillis(5), "\nmain.cpp:1: error: what?\n"),
          Optional.empty());
    }
    String artifact = "artifact-" + compilations.size();
    artifacts.add(artifact);
    return new CompiledArtifact(
        new CompileReport(Status.SUCCESS, Duration.ofMillis(5), ""), Optional.of(artifact));
  }

  @Override
  public Set<String> hasBlobs(List<String> sha256) {
    Set<String> present = new HashSet<>(sha256);
    present.retainAll(blobs.keySet());
    return present;
  }

  @Override
  public void putBlob(String sha256, Body content) {
    calls.add("put " + text(content).strip());
    blobs.put(sha256, text(content));
  }

  @Override
  public GuestRun run(RunJob job) throws JudgeFault, InterruptedException {
    String stdin = blobs.get(job.stdin());
    if (stdin == null || !artifacts.contains(job.artifact())) {
      throw new NotStored("It is not here");
    }
    calls.add("run " + stdin.strip());
    runs.add(job);
    Written written = program.run(stdin);
    Body stdout = Body.ofBytes("stdout", written.stdout().getBytes(StandardCharsets.UTF_8));
    Body stderr = Body.ofBytes("stderr", new byte[0]);
    return new GuestRun(
        new RanProgram(ran(written), stdout, stderr, Map.of()), Envelope.of(StrictJson.object()));
  }

  @Override
  public GuestTalk interact(TalkJob job) {
    throw new UnsupportedOperationException();
  }

  private Ran ran(Written written) {
    return new Ran(
        "1",
        written.status(),
        written.reason().isEmpty() ? null : written.reason(),
        null,
        written.status() == Status.SUCCESS ? 0 : null,
        null,
        null,
        false,
        false,
        cpuTimes.isEmpty() ? Duration.ofMillis(10L * runs.size()) : cpuTimes.removeFirst(),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMillis(100L * runs.size()),
        ByteSize.ofMiB(runs.size()),
        ByteSize.ofMiB(1),
        null);
  }

  private static String text(Body body) {
    try (var in = body.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
