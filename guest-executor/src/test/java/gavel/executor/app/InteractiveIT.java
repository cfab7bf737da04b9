package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Executed;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.CloseStdin;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.GuestRequest.Stdin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that are talked to while they run. */
@Tag("sandbox")
class InteractiveIT {
  private static final String ASKS =
      """
      #include <stdio.h>
      int main(void) {
        char name[99];
        while (printf("name? "), fflush(stdout), scanf("%98s", name) == 1) printf("hello %s\\n", name);
        puts("bye");
      }
      """;
  private static final String NEVER_READS =
      "#include <unistd.h>\nint main(void) { for (;;) pause(); }";
  private static final int PIECE = 1 << 20;

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

  private static Run interactive(String id, String artifact) {
    return new Run(id, artifact, null, null, null, true, true);
  }

  private static Failure notFound(String id, String run) {
    return new Failure(
        id, ErrorCode.NOT_FOUND, "No run '" + run + "' reads input here, or no longer", null);
  }

  /** The text of the next logs up to that which ends with this; other messages are collected. */
  private static String logged(TestPeer peer, String end, List<GuestMessage> others)
      throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      GuestMessage next = peer.next();
      if (next instanceof Log log) {
        text.append(log.text()).append(log.partial() == null ? "\n" : "");
      } else {
        others.add(next);
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConversation(boolean byLines) throws Exception {
    try (TestPeer peer = byLines ? executor.connectByLines() : executor.connect()) {
      String artifact = Programs.c(peer, ASKS);
      List<GuestMessage> others = new ArrayList<>();
      peer.begin(interactive("1", artifact));
      assertThat(logged(peer, "name? ", others)).isEqualTo("name? ");
      peer.send(new Stdin("2", "1", "Ada\n"));
      assertThat(logged(peer, "name? ", others)).isEqualTo("hello Ada\nname? ");
      peer.send(new Stdin("3", "1", null), body("stdin", "Bob\n"));
      assertThat(logged(peer, "name? ", others)).isEqualTo("hello Bob\nname? ");
      peer.send(new CloseStdin("4", "1"));
      assertThat(logged(peer, "bye\n", others)).isEqualTo("bye\n");
      while (others.isEmpty() || !(others.getLast() instanceof Ran)) {
        others.add(peer.next());
      }
      assertThat(others.subList(0, others.size() - 1))
          .containsExactlyInAnyOrder(new Done("2"), new Done("3"), new Done("4"));
      assertThat(((Ran) others.getLast()).exitCode()).isZero();
      assertThat(peer.body("stdout")).isEqualTo("name? hello Ada\nname? hello Bob\nname? bye\n");
    }
  }

  @Test
  void whatIsSentAtOnceWaitsForTheProgram() throws Exception {
    try (TestPeer peer = executor.connect()) {
      peer.begin(
          new Execute(
              "1", "c", Programs.ECHO, null, null, null, null, null, null, null, null, true, null));
      peer.send(new Stdin("2", "1", "early "));
      peer.send(new Stdin("3", "1", "words"));
      peer.send(new CloseStdin("4", "1"));
      List<GuestMessage> answers = new ArrayList<>();
      while (answers.size() < 4) {
        answers.add(peer.next());
      }
      assertThat(answers).contains(new Done("2"), new Done("3"), new Done("4"));
      assertThat(answers.getLast()).isInstanceOf(Executed.class);
      assertThat(peer.body("stdout")).isEqualTo("early words");
    }
  }

  @Test
  void whatIsNotReadIsKeptUpToABoundAndEndsWithTheRun() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact = Programs.c(peer, NEVER_READS);
      peer.begin(interactive("1", artifact));
      List<GuestMessage> busy = new ArrayList<>();
      for (int piece = 2; piece < 12; piece++) {
        peer.send(new Stdin("" + piece, "1", "x".repeat(PIECE)));
      }
      peer.send(new Cancel("c", "1"));
      List<String> refusals = new ArrayList<>();
      for (int answers = 0; answers < 12; answers++) {
        GuestMessage next = peer.next();
        if (next instanceof Failure failure) {
          refusals.add(failure.code().name());
        } else {
          busy.add(next);
        }
      }
      assertThat(busy).containsExactly(new Done("c"));
      assertThat(refusals.stream().filter("BUSY"::equals).count()).isEqualTo(6);
      assertThat(refusals.stream().filter("NOT_FOUND"::equals).count()).isEqualTo(4);
      assertThat(refusals).contains("CANCELLED");
    }
  }

  @Test
  void whatCannotBeInput() throws Exception {
    try (TestPeer peer = executor.connect()) {
      assertThat(peer.ask(new Stdin("1", "7", "x"))).isEqualTo(notFound("1", "7"));
      assertThat(peer.ask(new CloseStdin("1", "7"))).isEqualTo(notFound("1", "7"));
      String artifact = Programs.c(peer, NEVER_READS);
      assertThat(peer.refused(interactive("2", artifact), body("stdin", "x")).field())
          .isEqualTo("stdin");
      peer.begin(interactive("2", artifact));
      assertThat(peer.refused(new Stdin("3", "2", null)).field()).isEqualTo("bodies");
      assertThat(peer.refused(new Stdin("3", "2", "x"), body("stdin", "x")).field())
          .isEqualTo("text");
      assertThat(peer.refused(new Stdin("3", "2", "x".repeat(PIECE + 1))).code())
          .isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(peer.refused(new Stdin("2", "2", "x")).field()).isEqualTo("id");
      assertThat(peer.ask(new CloseStdin("3", "2"))).isEqualTo(new Done("3"));
      assertThat(peer.refused(new Stdin("4", "2", "x")).field()).isEqualTo("target");
      peer.send(new Cancel("5", "2"));
      assertThat(List.of(peer.next(), peer.next())).contains(new Done("5"));
      peer.begin(Programs.run("2", artifact, null));
      assertThat(peer.ask(new Stdin("6", "2", "x"))).isEqualTo(notFound("6", "2"));
    }
  }

  @Test
  void inputForWhatDoesNotCompileIsAnsweredToo() throws Exception {
    try (TestPeer peer = executor.connect()) {
      peer.begin(
          new Execute(
              "1", "c", "no C", null, null, null, null, true, null, null, null, true, null));
      peer.send(new Stdin("2", "1", "x"));
      List<GuestMessage> answers = List.of(peer.next(), peer.next());
      assertThat(answers).extracting(GuestMessage::id).containsExactlyInAnyOrder("1", "2");
      assertThat(answers)
          .filteredOn(Executed.class::isInstance)
          .singleElement()
          .satisfies(executed ->
              assertThat(((Executed) executed).compile().status())
                  .isEqualTo(Status.COMPILATION_ERROR));
    }
  }

  @Test
  void aPeerThatVanishesInAConversationLeavesNothing() throws Exception {
    try (TestPeer other = executor.connect()) {
      try (TestPeer peer = executor.connect()) {
        String artifact = Programs.c(peer, NEVER_READS);
        peer.begin(interactive("1", artifact));
        peer.send(new Stdin("2", "1", "x".repeat(PIECE)));
        Awaitility.await()
            .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsBusy() == 1);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsFree() == 1);
      Awaitility.await().until(() -> threads("stdin") == 0);
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }
}
