package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Limit;
import gavel.model.Status;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Interacted;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.InteractSide;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two programs that talk to each other, well and badly. */
@Tag("sandbox")
class InteractIT {
  private static final String HEAD =
      """
      #include <poll.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/wait.h>
      #include <unistd.h>
      int main(void) {
        char line[64];
        static char page[1 << 16];
        (void)line; (void)page;
      """;

  /** Asks for the double of 21, and what else there is. */
  private static final String ASKS =
      """
      puts("21"); fflush(stdout);
      if (fgets(line, sizeof line, stdin) == NULL) { fputs("no answer", stderr); return 43; }
      if (atoi(line) != 42) return 43;
      while (fgets(line, sizeof line, stdin) != NULL) continue;
      return 42;
      """;

  private static final String DOUBLES =
      """
      if (fgets(line, sizeof line, stdin) == NULL) return 1;
      printf("%d\\n", 2 * atoi(line)); fflush(stdout);
      fputs("done", stderr);
      return 0;
      """;

  private static final String READS_FOR_EVER = "for (;;) if (read(0, page, 1) == 0) pause();";

  /** The kernel looks at the lower half of what says which descriptor. */
  private static final String READS_WITH_A_FULL_REGISTER =
      "for (;;) if (syscall(0, ~0xffffffffUL, page, 1) == 0) pause();";

  private static final String WRITES_MUCH =
      "for (int i = 0; i < 64; i++) if (write(1, page, sizeof page) < 0) return 1;";
  private static final String FLOODS = "for (;;) if (write(1, page, sizeof page) < 0) return 7;";

  @TempDir Path temporary;
  private ExecutorFixture executor;
  private TestPeer peer;

  @BeforeEach
  void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
    peer = executor.connect();
  }

  @AfterEach
  void stop() throws Exception {
    peer.close();
    executor.assertIdle();
    assertThat(threads("talk-relay") + threads("talk-drain")).isZero();
    executor.close();
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  private static LimitsOverride wall(long milliseconds) {
    return LimitsOverride.builder().wallTime(Duration.ofMillis(milliseconds)).processes(16).build();
  }

  private InteractSide side(String code, @Nullable LimitsOverride limits) throws IOException {
    return new InteractSide(Programs.c(peer, HEAD + code + "}"), null, limits, null, null, null);
  }

  private Interacted interact(InteractSide contestant, InteractSide interactor, boolean relayed)
      throws IOException {
    GuestMessage answer =
        peer.ask(new Interact("1", contestant, interactor, relayed ? ByteSize.ofKiB(64) : null));
    if (answer instanceof Interacted talk) {
      return talk;
    }
    throw new AssertionError(answer.toString());
  }

  private Interacted interact(String contestant, String interactor, boolean relayed)
      throws IOException {
    return interact(side(contestant, wall(20_000)), side(interactor, wall(25_000)), relayed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theyTalk(boolean relayed) throws Exception {
    Interacted talk = interact(DOUBLES, ASKS, relayed);
    assertThat(talk.contestant().status()).isEqualTo(Status.SUCCESS);
    assertThat(talk.interactor().exitCode()).isEqualTo(42);
    assertThat(talk.first()).isEqualTo(Side.CONTESTANT);
    assertThat(peer.body("contestant/stderr")).isEqualTo("done");
    assertThat(peer.body("interactor/stderr")).isEmpty();
    if (relayed) {
      assertThat(talk.transcriptTruncated()).isFalse();
      assertThat(peer.body("transcript")).isEqualTo("interactor 3\n21\n\ncontestant 3\n42\n\n");
    } else {
      assertThat(talk.transcriptTruncated()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMissingFlushIsIdle(boolean relayed) throws Exception {
    String keeps = DOUBLES.replace("fflush(stdout);", "fgets(line, sizeof line, stdin);");
    Interacted talk = interact(keeps, ASKS, relayed);
    assertThat(talk.contestant().status()).isEqualTo(Status.TIMEOUT);
    assertThat(talk.contestant().reason()).isEqualTo("idle");
    assertThat(talk.contestant().limit()).isEqualTo(Limit.WALL_TIME);
    assertThat(talk.interactor().exitCode()).isEqualTo(43);
    assertThat(talk.first()).isEqualTo(Side.CONTESTANT);
    assertThat(peer.body("interactor/stderr")).isEqualTo("no answer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereEachWaitsForTheOtherNobodyWaitsForTheClock(boolean relayed) throws Exception {
    String keeps = DOUBLES.replace("fflush(stdout);", "fgets(line, sizeof line, stdin);");
    String inAChild = "if (fork() == 0) {" + keeps + "} wait(NULL); return 0;";
    for (String waits : List.of(keeps, inAChild, FLOODS, READS_WITH_A_FULL_REGISTER)) {
      String asks = waits.equals(FLOODS) ? WRITES_MUCH + "return 43;" : ASKS;
      Interacted talk = interact(side(waits, wall(100_000)), side(asks, wall(110_000)), relayed);
      assertThat(talk.contestant().status()).isEqualTo(Status.TIMEOUT);
      assertThat(talk.contestant().reason()).isEqualTo("idle");
      assertThat(talk.contestant().wallTime()).isLessThan(Duration.ofSeconds(60));
      assertThat(talk.first()).isEqualTo(Side.CONTESTANT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep(4);", "alarm(5); pause();", "poll(NULL, 0, 4000);"})
  void whoOnlySleepsIsWaitedFor(String sleeps) throws Exception {
    Interacted talk =
        interact(side(sleeps + DOUBLES, wall(100_000)), side(ASKS, wall(110_000)), false);
    boolean killed = sleeps.contains("alarm");
    assertThat(talk.contestant().status())
        .isEqualTo(killed ? Status.RUNTIME_ERROR : Status.SUCCESS);
  }

  @Test
  void whoHasSetAnAlarmIsWaitedFor() throws Exception {
    String mute = "fgets(line, sizeof line, stdin);" + READS_FOR_EVER;
    String guards = "void late(int s) { _exit(s == SIGALRM ? 43 : 1); } signal(SIGALRM, late);";
    Interacted talk =
        interact(side(mute, wall(60_000)), side(guards + "alarm(4);" + ASKS, wall(70_000)), false);
    assertThat(talk.interactor().exitCode()).isEqualTo(43);
    assertThat(talk.first()).isEqualTo(Side.INTERACTOR);
  }

  @Test
  void whoComputesUntilTheWallClockStopsItIsNotIdle() throws Exception {
    LimitsOverride limits =
        LimitsOverride.builder()
            .cpuTime(Duration.ofSeconds(60))
            .wallTime(Duration.ofMillis(2500))
            .build();
    Interacted talk =
        interact(side("for (;;) continue;", limits), side(READS_FOR_EVER, wall(3500)), false);
    assertThat(talk.contestant().reason()).isEqualTo("wall");
    assertThat(talk.contestant().cpuTime()).isGreaterThan(talk.interactor().cpuTime());
    assertThat(talk.interactor().reason()).isEqualTo("idle");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothReadForEver(boolean relayed) throws Exception {
    Interacted talk = interact(READS_FOR_EVER, READS_FOR_EVER, relayed);
    assertThat(talk.contestant().reason()).isEqualTo("idle");
    assertThat(talk.interactor().reason()).isEqualTo("idle");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theWordOfAnInteractorThatRejectsComesFirst(boolean relayed) throws Exception {
    String crashes = "if (fgets(line, sizeof line, stdin) == NULL) abort(); return 0;";
    for (int i = 0; i < 5; i++) {
      Interacted talk = interact(crashes, "return 43;", relayed);
      assertThat(talk.first()).isEqualTo(Side.INTERACTOR);
      assertThat(talk.interactor().exitCode()).isEqualTo(43);
      assertThat(talk.contestant().signalName()).isEqualTo("SIGABRT");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aContestantThatIsGoneIsNoSignalToTheInteractor(boolean relayed) throws Exception {
    Interacted talk = interact("return 3;", WRITES_MUCH + READS_TO_THE_END + "return 42;", relayed);
    assertThat(talk.first()).isEqualTo(Side.CONTESTANT);
    assertThat(talk.contestant().exitCode()).isEqualTo(3);
    assertThat(talk.interactor().exitCode()).isEqualTo(42);
  }

  private static final String READS_TO_THE_END = "while (read(0, page, sizeof page) > 0) continue;";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInteractorThatAcceptsLetsTheContestantFinish(boolean relayed) throws Exception {
    Interacted talk = interact(WRITES_MUCH + "return 0;", "return 42;", relayed);
    assertThat(talk.contestant().status()).isEqualTo(Status.SUCCESS);
    assertThat(talk.interactor().exitCode()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThatRejectsDoesNotWaitForAFlood(boolean relayed) throws Exception {
    Interacted talk = interact(FLOODS, "usleep(200000); return 43;", relayed);
    assertThat(talk.first()).isEqualTo(Side.INTERACTOR);
    assertThat(talk.contestant().signalName()).isEqualTo("SIGPIPE");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endlessOutputIsBoundedByTime(boolean relayed) throws Exception {
    String reads = "for (;;) if (read(0, page, sizeof page) <= 0) return 43;";
    LimitsOverride limits = LimitsOverride.builder().cpuTime(Duration.ofSeconds(1)).build();
    Interacted talk = interact(side(FLOODS, limits), side(reads, null), relayed);
    assertThat(talk.contestant().status()).isEqualTo(Status.TIMEOUT);
    assertThat(talk.interactor().exitCode()).isEqualTo(43);
    if (relayed) {
      assertThat(talk.transcriptTruncated()).isTrue();
      assertThat(peer.body("transcript").length()).isLessThanOrEqualTo(64 << 10);
    }
  }

  @Test
  void aForkBombOnOneSideIsTheOthersNoMatter() throws Exception {
    Interacted talk = interact(DOUBLES.replace("return 0;", "for (;;) fork();"), ASKS, false);
    assertThat(talk.contestant().status()).isEqualTo(Status.TIMEOUT);
    assertThat(talk.interactor().exitCode()).isEqualTo(42);
  }

  @Test
  void theOtherSideCannotBeReached() throws Exception {
    String kills = "kill(-1, SIGKILL); " + DOUBLES;
    InteractSide asks = side(ASKS + "", wall(25_000));
    Interacted talk = interact(side(kills, wall(20_000)), asks, false);
    assertThat(talk.interactor().exitCode()).isEqualTo(42);
    String memory = "for (;;) { char *p = malloc(1 << 20); if (p != NULL) memset(p, 1, 1 << 20); }";
    LimitsOverride little = LimitsOverride.builder().memory(ByteSize.ofMiB(32)).build();
    Interacted eats = interact(side(memory, little), asks, false);
    assertThat(eats.contestant().status()).isEqualTo(Status.MEMORY_EXCEEDED);
    assertThat(eats.interactor().exitCode()).isEqualTo(43);
  }

  @Test
  void filesOfBothAreTheirOwn() throws Exception {
    String writes =
        """
        FILE *file = fopen("judgemessage.txt", "w");
        if (file == NULL || fputs("well done", file) < 0 || fclose(file) != 0) return 1;
        return 42;
        """;
    InteractSide plain = side(writes, wall(25_000));
    InteractSide writing =
        new InteractSide(
            plain.artifact(),
            null,
            plain.limits(),
            null,
            List.of(new CollectFile("judgemessage.txt", ByteSize.ofKiB(1))),
            true);
    Interacted talk =
        interact(side("return access(\"judgemessage.txt\", F_OK) == 0;", null), writing, false);
    assertThat(talk.contestant().exitCode()).isZero();
    assertThat(talk.interactor().collected()).hasSize(1);
    assertThat(talk.contestant().collected()).isNull();
    assertThat(peer.body("interactor/collected/judgemessage.txt")).isEqualTo("well done");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cancellingEndsBoth(boolean relayed) throws Exception {
    InteractSide waits = side(READS_FOR_EVER, null);
    try (TestPeer other = executor.connect()) {
      peer.begin(new Interact("1", waits, waits, relayed ? ByteSize.ofKiB(1) : null));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsBusy() == 1);
      assertThat(other.refused(new Interact("2", waits, waits, null)).code())
          .isEqualTo(ErrorCode.BUSY);
      peer.send(new Cancel("2", "1"));
      assertThat(List.of(peer.next(), peer.next()))
          .filteredOn(Failure.class::isInstance)
          .singleElement()
          .satisfies(
              failure -> assertThat(((Failure) failure).code()).isEqualTo(ErrorCode.CANCELLED));
    }
    assertThat(interact(DOUBLES, ASKS, relayed).interactor().exitCode()).isEqualTo(42);
  }

  @Test
  void aPeerThatVanishesEndsBoth() throws Exception {
    InteractSide floods = side(FLOODS, null);
    InteractSide waits = side(READS_FOR_EVER, null);
    try (TestPeer other = executor.connect()) {
      peer.begin(new Interact("1", floods, waits, ByteSize.ofKiB(1)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsBusy() == 1);
      peer.close();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsFree() == 1);
    }
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    InteractSide fine = side("return 0;", null);
    InteractSide none = new InteractSide("0".repeat(64), null, null, null, null, null);
    assertThat(peer.refused(new Interact("1", fine, none, null)))
        .satisfies(refused -> {
          assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
          assertThat(refused.field()).isEqualTo("interactor.artifact");
        });
    LimitsOverride tiny = LimitsOverride.builder().boxSize(ByteSize.ofKiB(4)).build();
    InteractSide small = new InteractSide(fine.artifact(), null, tiny, null, null, true);
    assertThat(peer.refused(new Interact("1", small, fine, null)).field())
        .isEqualTo("contestant.writable");
    assertThat(peer.refused(new Interact("1", fine, fine, null), body("stdin", "x")).field())
        .isEqualTo("bodies");
  }
}
