package gavel.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.slot.FakeSandbox;
import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.Hello;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.GuestRequest.Stdin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session over pipes, with sandboxes that run nothing. */
class GuestSessionTest {
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  @TempDir Path temporary;
  private SessionFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = SessionFixture.open(temporary.resolve("state"), 2);
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private static Run run(String id, String word) {
    return new Run(id, SessionFixture.ARTIFACT, List.of(word), null, null, null);
  }

  @Test
  void everyRequestIsAnswered() throws IOException {
    fixture.send(new Hello("1", 7));
    assertThat(fixture.next())
        .isEqualTo(new GuestMessage.Welcome("1", 1, "gavel-executor development", null));
    fixture.send(run("2", "hello"));
    assertThat(fixture.next()).isEqualTo(new Ack("2"));
    assertThat(fixture.next()).isInstanceOf(Ran.class);
    assertThat(fixture.body("stdout")).isEqualTo("hello");
    assertThat(fixture.body("stderr")).isEmpty();
    fixture.assertNothingIsLeft();
  }

  @Test
  void anIdMayBeUsedAgainAsSoonAsItsAnswerIsThere() throws IOException {
    for (int round = 0; round < 50; round++) {
      fixture.send(run("same", "hello"));
      assertThat(fixture.next()).isEqualTo(new Ack("same"));
      assertThat(fixture.next()).isInstanceOf(Ran.class);
    }
  }

  @Test
  void anIdInFlightIsRefused() throws Exception {
    fixture.send(run("1", "hang"));
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    fixture.send(run("1", "hello"));
    fixture.assertRefused("1", "id");
    fixture.send(new Hello("1", 1));
    fixture.assertRefused("1", "id");
    fixture.send(new Cancel("2", "1"));
    assertThat(fixture.nextTwo()).containsExactlyInAnyOrder(new Done("2"), cancelled("1"));
  }

  private static Failure cancelled(String id) {
    return new Failure(id, ErrorCode.CANCELLED, "The request was cancelled", null);
  }

  @Test
  void beyondTheSlotsItIsBusyAtOnce() throws Exception {
    fixture.send(run("1", "hang"));
    fixture.send(run("2", "hang"));
    assertThat(fixture.nextTwo()).containsExactlyInAnyOrder(new Ack("1"), new Ack("2"));
    fixture.send(run("3", "hello"));
    assertThat(fixture.next())
        .isInstanceOfSatisfying(
            Failure.class, busy -> assertThat(busy.code()).isEqualTo(ErrorCode.BUSY));
    fixture.send(new Cancel("4", "1"));
    assertThat(fixture.nextTwo()).containsExactlyInAnyOrder(new Done("4"), cancelled("1"));
    fixture.send(run("3", "hello"));
    assertThat(fixture.next()).isEqualTo(new Ack("3"));
    assertThat(fixture.next()).isInstanceOf(Ran.class);
    fixture.send(new Cancel("5", "2"));
    assertThat(fixture.nextTwo()).contains(new Done("5"));
  }

  @Test
  void cancellingWhatIsOverIsDone() throws IOException {
    fixture.send(new Cancel("1", "unknown"));
    assertThat(fixture.next()).isEqualTo(new Done("1"));
  }

  @ParameterizedTest
  @CsvSource({"fault, 0", "bug, 1"})
  void aFaultOfOursIsSaidToBeOneAndTheSlotReplaced(String word, int escaping) throws IOException {
    fixture.send(run("1", word));
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    assertThat(fixture.next())
        .isInstanceOfSatisfying(
            Failure.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL_ERROR));
    assertThat(fixture.sandboxes()).hasSize(3);
    fixture.send(run("2", "hello"));
    assertThat(fixture.next()).isEqualTo(new Ack("2"));
    assertThat(fixture.next()).isInstanceOf(Ran.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(fixture.escaped()).hasSize(escaping));
  }

  @Test
  void whenThePeerVanishesWhatItStartedEnds() throws Exception {
    fixture.send(run("1", "hang"));
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    FakeSandbox sandbox = fixture.sandboxes().getFirst();
    assertThat(sandbox.hanging.await(60, TimeUnit.SECONDS)).isTrue();
    fixture.hangUp();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(fixture.slots().counts().busy()).isZero());
    assertThat(fixture.sandboxes()).hasSize(2);
  }

  @Test
  void outputIsSentWhileItAppears() throws IOException {
    fixture.send(new Run("1", SessionFixture.ARTIFACT, List.of("héllo"), null, null, Boolean.TRUE));
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    assertThat(fixture.next())
        .isEqualTo(new Log("1", GuestMessage.Stream.STDOUT, 0, "héllo", true, null));
    assertThat(fixture.next()).isInstanceOf(Ran.class);
    assertThat(fixture.body("stdout")).isEqualTo("héllo");
  }

  @Test
  void blobs() throws IOException {
    Body hello = Body.ofBytes("blob", "hello".getBytes(StandardCharsets.UTF_8));
    fixture.send(new PutBlob("1", HELLO), hello);
    assertThat(fixture.next()).isEqualTo(new Done("1"));
    fixture.send(new PutBlob("2", EMPTY), hello);
    fixture.assertRefused("2", "sha256");
    Body large = Body.ofBytes("blob", new byte[100_000]);
    fixture.send(new PutBlob("3", EMPTY), large);
    fixture.assertRefused("3", "sha256");
    fixture.send(new PutBlob("4", HELLO));
    fixture.assertRefused("4", "bodies");
    fixture.send(new Run("5", SessionFixture.ARTIFACT, List.of("x"), EMPTY, null, null));
    List<GuestMessage> answers = fixture.nextTwo();
    assertThat(answers.getLast())
        .isInstanceOfSatisfying(
            Failure.class, lost -> assertThat(lost.code()).isEqualTo(ErrorCode.NOT_FOUND));
    fixture.assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"nonsense","id":"1"} | type
          {"id":"1"} | type
          {"type":7,"id":"1"} | type
          {"type":"health_check","id":"1","colour":"red"} | colour
          {"type":"hello","id":"1","protocol":"one"} | protocol
          {"type":"hello","id":"1","protocol":0} | protocol
          {"type":"has_blob","id":"1","sha256":["ABC"]} | sha256
          {"type":"has_blob","id":"1"} | sha256
          {"type":"compile","id":"1","language":"c","files":[]} | files
          {"type":"compile","id":"1","language":"c","files":["../x.c"]} | files
          {"type":"run","id":"1"} | artifact
          {"type":"run","id":"1","artifact":"a","limits":{"cpu_time_ms":-1}} | limits.cpu_time_ms
          {"type":"run","id":"1","artifact":"a","limits":{"speed":1}} | limits.speed
          {"type":"run","id":"1","artifact":"a","stdin":"nohash"} | stdin
          {"type":"cancel","id":"1"} | target
          """)
  void aMessageThatIsNoGoodIsRefusedByFieldAndTheNextOneServed(String json, String field)
      throws IOException {
    fixture.sendText(json);
    fixture.assertRefused("1", field);
    fixture.send(new Hello("2", 1));
    assertThat(fixture.next().id()).isEqualTo("2");
  }

  @Test
  void anIdThatCannotBeUsedIsNotRepeated() throws IOException {
    fixture.sendText("{\"type\":\"health_check\"}");
    fixture.assertRefused("", "id");
    fixture.sendText("{\"type\":\"health_check\",\"id\":\"" + "x".repeat(129) + "\"}");
    fixture.assertRefused("", "id");
    fixture.sendText("{\"type\":\"health_check\",\"id\":5}");
    fixture.assertRefused("", "id");
    fixture.sendText("{\"type\":\"" + "long".repeat(100_000) + "\",\"id\":\"1\"}");
    fixture.assertRefused("1", "type");
  }

  @Test
  void whatCannotBeRunIsRefusedAfterTheAck() throws IOException {
    List<String> requests =
        List.of(
            "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"unknown\"}",
            "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"cobol\",\"files\":[\"a.cob\"]}",
            "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"files\":[\"a.c\"]}",
            "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\"}",
            "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\",\"code\":\"x\","
                + "\"memory_limit_bytes\":5}",
            "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\",\"code\":\"x\","
                + "\"timeout_ms\":99999999}");
    List<String> answers = new ArrayList<>();
    for (String request : requests) {
      fixture.sendText(request);
      assertThat(fixture.next()).isEqualTo(new Ack("1"));
      Failure failure = (Failure) fixture.next();
      answers.add(failure.code() + " " + failure.field());
    }
    assertThat(answers)
        .containsExactly(
            "NOT_FOUND null",
            "UNSUPPORTED_LANGUAGE null",
            "INVALID_REQUEST bodies",
            "INVALID_REQUEST code",
            "INVALID_REQUEST memory_limit_bytes",
            "INVALID_REQUEST limits.cpu_time_ms");
    fixture.assertNothingIsLeft();
  }

  @Test
  void bytesThatAreNoMessageCostTheConnection() throws Exception {
    fixture.sendBytes(new byte[] {0x7f, 0, 0, 0});
    assertThat(fixture.next())
        .isInstanceOfSatisfying(
            Failure.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE));
    fixture.assertClosed();
  }

  @Test
  void halfAMessageIsNoMessage() throws Exception {
    fixture.sendBytes(new byte[] {0, 0, 0, 50, '{', '"'});
    fixture.hangUp();
    fixture.awaitEnd();
  }

  private void assertBusy(String id, String why) throws IOException {
    assertThat(fixture.next())
        .isInstanceOfSatisfying(
            Failure.class,
            busy -> {
              assertThat(busy.id()).isEqualTo(id);
              assertThat(busy.code()).isEqualTo(ErrorCode.BUSY);
              assertThat(busy.message()).contains(why);
            });
  }

  @Test
  void withoutAThreadForItNothingOfARequestIsLeft() throws Exception {
    ByteSize all = fixture.memory().left();
    Body large = Body.ofBytes("stdin", new byte[200_000]);
    Body small = Body.ofBytes("code", new byte[10_000]);
    String text = "x".repeat(100_000);
    fixture.noThreads(true);
    for (int i = 0; i < 10; i++) {
      fixture.send(
          new Run("1", SessionFixture.ARTIFACT, List.of(text), null, null, null, true),
          large,
          small);
      assertThat(fixture.next()).isEqualTo(new Ack("1"));
      assertBusy("1", "no thread");
    }
    assertThat(fixture.memory().left()).isEqualTo(all);
    fixture.assertNothingIsLeft();
    fixture.noThreads(false);
    fixture.send(run("1", "hello"));
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    assertThat(fixture.next()).isInstanceOf(Ran.class);
  }

  @Test
  void inputThatWaitsIsOfTheMemoryOfAll() throws Exception {
    ByteSize all = fixture.memory().left();
    fixture.send(new Run("1", SessionFixture.ARTIFACT, List.of("hang"), null, null, null, true));
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    fixture.send(new Stdin("2", "1", "x".repeat(500_000)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> fixture.memory().left().bytes() < all.bytes() - 400_000);
    long most = fixture.memory().left().bytes() - 1_000_000;
    assertThat(fixture.memory().take(most)).isTrue();
    Body piece = Body.ofBytes("stdin", new byte[400_000]);
    fixture.send(new Stdin("3", "1", null), piece);
    fixture.send(new Stdin("4", "1", null), piece);
    fixture.send(new Stdin("5", "1", null), piece);
    assertBusy("5", "in memory together");
    fixture.memory().give(most);
    fixture.send(new Cancel("6", "1"));
    List<GuestMessage> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(fixture.next());
    }
    assertThat(answers).contains(new Done("6"), cancelled("1"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(fixture.memory().left()).isEqualTo(all));
  }

  @Test
  void aStreamIsOfTheMemoryOfAll() throws Exception {
    ByteSize all = fixture.memory().left();
    long most = all.bytes() - 100_000;
    assertThat(fixture.memory().take(most)).isTrue();
    Run streamed = new Run("1", SessionFixture.ARTIFACT, List.of("hello"), null, null, true);
    fixture.send(streamed);
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    assertBusy("1", "without stream");
    fixture.memory().give(most);
    fixture.send(streamed);
    assertThat(fixture.next()).isEqualTo(new Ack("1"));
    assertThat(fixture.next()).isInstanceOf(Log.class);
    assertThat(fixture.next()).isInstanceOf(Ran.class);
    assertThat(fixture.memory().left()).isEqualTo(all);
  }
}
