package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static gavel.executor.app.Programs.compile;
import static gavel.executor.app.Programs.run;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.ReportStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and compilations that somebody ends, by word or by leaving. */
@Tag("sandbox")
class CancelIT {
  private static final String FORKS_AND_SLEEPS =
      "#include <unistd.h>\nint main(void) { fork(); fork(); for (;;) pause(); }";

  /** Keeps g++ busy for minutes. */
  private static final String SLOW_TO_COMPILE =
      """
      template <int n, int m> struct A { static constexpr long v = A<n - 1, m>::v + A<n - 1, m + 1>::v; };
      template <int m> struct A<0, m> { static constexpr long v = m; };
      int main() { return A<800, 0>::v > 1; }
      """;

  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 2);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  private static void awaitBusy(TestPeer peer, int busy) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ((StatusReport) peer.ask(new ReportStatus("s"))).slotsBusy() == busy);
  }

  private static void assertCancelled(TestPeer peer, String id) throws IOException {
    peer.send(new Cancel("cancel", id));
    List<GuestMessage> answers = new ArrayList<>(List.of(peer.next(), peer.next()));
    assertThat(answers)
        .containsExactlyInAnyOrder(
            new Done("cancel"),
            new Failure(id, ErrorCode.CANCELLED, "The request was cancelled", null));
  }

  @Test
  void aRun() throws Exception {
    try (TestPeer peer = executor.connect();
        TestPeer other = executor.connect()) {
      String artifact = Programs.c(peer, FORKS_AND_SLEEPS);
      peer.begin(run("1", artifact, null));
      awaitBusy(other, 1);
      assertCancelled(peer, "1");
      assertThat(((StatusReport) peer.ask(new ReportStatus("s"))).slotsFree()).isEqualTo(2);
      executor.assertIdle();
      peer.begin(run("1", artifact, null));
      assertCancelled(peer, "1");
    }
    executor.assertIdle();
  }

  @Test
  void aCompilation() throws Exception {
    try (TestPeer peer = executor.connect();
        TestPeer other = executor.connect()) {
      peer.begin(compile("1", "cpp", "a.cpp"), body("a.cpp", SLOW_TO_COMPILE));
      awaitBusy(other, 1);
      assertCancelled(peer, "1");
      executor.assertIdle();
    }
  }

  @Test
  void aPeerThatVanishesEndsWhatItStarted() throws Exception {
    try (TestPeer other = executor.connect()) {
      TestPeer peer = executor.connect();
      String artifact = Programs.c(peer, FORKS_AND_SLEEPS);
      peer.begin(run("1", artifact, null));
      peer.begin(compile("2", "cpp", "a.cpp"), body("a.cpp", SLOW_TO_COMPILE));
      awaitBusy(other, 2);
      assertThat(other.refused(run("3", artifact, null)).code()).isEqualTo(ErrorCode.BUSY);
      peer.close();
      awaitBusy(other, 0);
      executor.assertIdle();
    }
  }

  @Test
  void whatTwoCompileAtOnceIsCompiledOnce() throws Exception {
    String code = "#include <regex>\nint main() { std::regex r(\"a\"); }";
    try (TestPeer first = executor.connect();
        TestPeer second = executor.connect()) {
      first.begin(compile("1", "cpp", "a.cpp"), body("a.cpp", code));
      second.begin(compile("1", "cpp", "a.cpp"), body("a.cpp", code));
      Compiled one = (Compiled) first.next();
      Compiled other = (Compiled) second.next();
      assertThat(one.status()).isEqualTo(Status.SUCCESS);
      assertThat(one.artifact()).isEqualTo(other.artifact());
      assertThat(one.cached()).isNotEqualTo(other.cached());
    }
  }

  @Test
  void oneWhoWaitsForAnothersCompilationCanBeCancelled() throws Exception {
    try (TestPeer first = executor.connect();
        TestPeer second = executor.connect()) {
      first.begin(compile("1", "cpp", "b.cpp"), body("b.cpp", SLOW_TO_COMPILE));
      awaitBusy(second, 1);
      second.begin(compile("2", "cpp", "b.cpp"), body("b.cpp", SLOW_TO_COMPILE));
      assertCancelled(second, "2");
      awaitBusy(second, 1);
      assertCancelled(first, "1");
    }
    executor.assertIdle();
  }
}
