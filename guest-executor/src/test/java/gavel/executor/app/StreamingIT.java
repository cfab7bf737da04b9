package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.LimitsOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output as it appears. */
@Tag("sandbox")
class StreamingIT {
  private static final int LINES = 200_000;
  private static final String FLOOD =
      "#include <stdio.h>\nint main(void) { for (int i = 0; i < "
          + LINES
          + "; i++) { printf(\"line %d of many, so that there is enough of it\\n\", i);"
          + " if (i % 1000 == 0) fprintf(stderr, \"error %d\\n\", i); } printf(\"end\"); }";

  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  @AfterEach
  void nothingIsLeft() {
    executor.assertIdle();
  }

  private static Run streamed(String id, String artifact) {
    LimitsOverride limits =
        LimitsOverride.all(
            RunLimits.contestant(Duration.ofSeconds(20))
                .withStdout(ByteSize.ofMiB(64), OutputPolicy.DRAIN));
    return new Run(id, artifact, null, null, limits, true);
  }

  /** The logs of each stream, up to the result, which is returned by way of the peer. */
  private static Map<Stream, List<Log>> untilTheResult(TestPeer peer) throws IOException {
    Map<Stream, List<Log>> logs = new EnumMap<>(Stream.class);
    GuestMessage next = peer.next();
    while (next instanceof Log log) {
      logs.computeIfAbsent(log.stream(), _ -> new ArrayList<>()).add(log);
      next = peer.next();
    }
    assertThat(next).isInstanceOf(Ran.class);
    return logs;
  }

  private static void assertWhole(Map<Stream, List<Log>> logs) {
    List<Log> out = logs.getOrDefault(Stream.STDOUT, List.of());
    assertThat(out).hasSize(LINES + 1);
    for (int seq = 0; seq < LINES; seq++) {
      Log log = out.get(seq);
      assertThat(log.seq()).isEqualTo(seq);
      assertThat(log.text()).isEqualTo("line " + seq + " of many, so that there is enough of it");
      assertThat(log.partial()).isNull();
    }
    assertThat(out.getLast()).isEqualTo(new Log("1", Stream.STDOUT, LINES, "end", true, null));
    List<Log> err = logs.getOrDefault(Stream.STDERR, List.of());
    assertThat(err).hasSize(LINES / 1000);
    assertThat(err.getLast())
        .isEqualTo(new Log("1", Stream.STDERR, LINES / 1000 - 1, "error 199000"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFloodOfLinesComesWholeAndInOrder(boolean byLines) throws Exception {
    try (TestPeer peer = byLines ? executor.connectByLines() : executor.connect()) {
      peer.begin(streamed("1", Programs.c(peer, FLOOD)));
      assertWhole(untilTheResult(peer));
    }
  }

  @Test
  void aPeerThatReadsLateHoldsUpNobody() throws Exception {
    try (TestPeer slow = executor.connect();
        TestPeer other = executor.connect()) {
      slow.begin(streamed("1", Programs.c(slow, FLOOD)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsFree() == 1);
      String artifact = Programs.c(other, Programs.ECHO);
      assertThat(other.run(Programs.run("1", artifact, null)).exitCode()).isZero();
      assertWhole(untilTheResult(slow));
      assertThat(slow.body("stdout")).endsWith("end");
    }
  }

  @Test
  void whatIsStillBeingSentCanBeCancelled() throws Exception {
    try (TestPeer peer = executor.connect();
        TestPeer other = executor.connect()) {
      peer.begin(streamed("1", Programs.c(peer, FLOOD)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsFree() == 1);
      peer.send(new Cancel("2", "1"));
      List<GuestMessage> last = new ArrayList<>();
      while (last.size() < 2) {
        GuestMessage next = peer.next();
        if (!(next instanceof Log)) {
          last.add(next);
        }
      }
      assertThat(last)
          .containsExactlyInAnyOrder(
              new Done("2"),
              new Failure("1", ErrorCode.CANCELLED, "The request was cancelled", null));
    }
  }

  @Test
  void linesOfAnyLength() throws Exception {
    String code =
        "#include <stdio.h>\nint main(void) { for (int i = 0; i < 3000000; i++) putchar('x');"
            + " puts(\"\"); puts(\"short\"); putchar(255); putchar('\\n'); }";
    try (TestPeer peer = executor.connect()) {
      peer.begin(streamed("1", Programs.c(peer, code)));
      List<Log> out = untilTheResult(peer).getOrDefault(Stream.STDOUT, List.of());
      assertThat(out.getLast().text()).isEqualTo("\ufffd");
      assertThat(out.get(out.size() - 2).text()).isEqualTo("short");
      Log cut = out.get(out.size() - 3);
      assertThat(cut.truncated()).isTrue();
      int length =
          out.subList(0, out.size() - 2).stream().mapToInt(log -> log.text().length()).sum();
      assertThat(length).isEqualTo(64 << 10);
      assertThat(peer.body("stdout")).hasSize(3_000_000 + 1 + 6 + 2);
    }
  }
}
