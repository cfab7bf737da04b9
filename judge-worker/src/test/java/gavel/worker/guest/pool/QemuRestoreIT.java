package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gavel.model.Status;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.app.SelfTest;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.pool.GuestSource.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool of machines that all go on where one snapshot was taken. */
@Tag("vm")
final class QemuRestoreIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int REUSE = 2;
  private static final String SNAPSHOTS = "snapshot-*";

  /** What tells one machine from the other, and whether it knows the time. */
  private static final String PROGRAM =
      "import os, time\nprint(os.urandom(16).hex(), time.time_ns())\n";

  @TempDir private static Path scratch;
  private static MachineSettings settings;
  private static GuestPool pool;

  @BeforeAll
  static void start() throws Exception {
    settings = VmImage.build();
    try (DirectoryStream<Path> old = Files.newDirectoryStream(settings.image(), SNAPSHOTS)) {
      old.forEach(each -> new MachineDirectory(each).close());
    }
    pool =
        GuestPool.start(
            QemuStarter.restoring(settings, QemuRestoreIT::warmUp),
            new PoolSettings(1, 0, REUSE, PATIENCE, GuestSettings.in(scratch)));
  }

  @AfterAll
  static void end() throws IOException {
    pool.close();
    assertThat(pool.size()).isZero();
    assertThat(monitors()).isEmpty();
    assertThat(settings.directory()).isEmptyDirectory();
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(settings.image(), SNAPSHOTS)) {
      assertThat(kept).hasSize(1);
    }
  }

  private static void warmUp(Guest guest) throws IOException, InterruptedException {
    try {
      assertThat(new SelfTest(guest, Languages.bundled(), 10).run()).contains("c", "python");
    } catch (SelfTest.Failed | JudgeFault failed) {
      throw new IOException(failed);
    }
  }

  private static Stream<ProcessHandle> monitors() {
    return ProcessHandle.current()
        .descendants()
        .filter(each -> each.info().command().orElse("").contains("qemu-system"));
  }

  /** Judges once, and returns what the machine drew at random. */
  private static String judge(Guest guest) throws Exception {
    Instant begin = Instant.now();
    // the processor is emulated, and the host may be busy
    LimitsOverride limits =
        LimitsOverride.builder()
            .cpuTime(Duration.ofSeconds(60))
            .wallTime(Duration.ofMinutes(3))
            .build();
    Body source = Body.ofBytes("main.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
    String artifact =
        guest
            .compile(new CompileJob("python", List.of(source), Optional.empty(), limits))
            .artifact()
            .orElseThrow();
    byte[] nothing = new byte[0];
    String stdin = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(nothing));
    guest.putBlob(stdin, Body.ofBytes(Guest.BLOB, nothing));
    try (GuestRun run = guest.run(new RunJob(artifact, stdin, limits));
        InputStream stdout = run.stdout().open()) {
      assertThat(run.result().status()).isEqualTo(Status.SUCCESS);
      String[] words = new String(stdout.readAllBytes(), StandardCharsets.UTF_8).split("\\s", 3);
      assertThat(Instant.EPOCH.plusNanos(Long.parseLong(words[1])))
          .isBetween(begin.minusSeconds(1), Instant.now().plusSeconds(1));
      return words[0];
    }
  }

  @Test
  void judgesAndIsReplaced() throws Exception {
    Set<Guest> guests = new HashSet<>();
    Set<String> drawn = new HashSet<>();
    for (int judgement = 0; judgement < 2 * REUSE; judgement++) {
      try (Lease lease = pool.take()) {
        guests.add(lease.guest());
        drawn.add(judge(lease.guest()));
        lease.endedInOrder();
      }
    }
    // Three where the first one has judged in another test.
    assertThat(guests).hasSizeBetween(2, 3);
    assertThat(drawn).hasSize(2 * REUSE);
  }

  @Test
  void machineThatIsKilledIsReplaced() throws Exception {
    Guest first;
    try (Lease lease = pool.take()) {
      first = lease.guest();
      List<ProcessHandle> running = monitors().toList();
      assertThat(running).hasSize(1);
      running.forEach(ProcessHandle::destroyForcibly);
      await().atMost(PATIENCE).until(() -> running.stream().noneMatch(ProcessHandle::isAlive));
      lease.endedInOrder();
    }
    try (Lease lease = pool.take()) {
      assertThat(lease.guest()).isNotSameAs(first);
      assertThat(judge(lease.guest())).isNotBlank();
      lease.endedInOrder();
    }
  }
}
