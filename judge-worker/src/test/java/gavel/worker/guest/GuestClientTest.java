package gavel.worker.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.ByteSize;
import gavel.model.Limit;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.Blobs;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.model.protocol.GuestMessage.Welcome;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.GuestUnfit;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.guest.ScriptedGuest.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuestClientTest {
  private static final String HASH = "a".repeat(64);
  private static final LimitsOverride LIMITS =
      LimitsOverride.builder().cpuTime(Duration.ofSeconds(1)).stdout(ByteSize.ofMiB(4)).build();
  private static final RunJob JOB = new RunJob("artifact", HASH, LIMITS);

  @TempDir Path directory;

  private GuestClient client(Script script) throws JudgeFault, InterruptedException {
    return client(script, Duration.ofSeconds(60));
  }

  private GuestClient client(Script script, Duration slack)
      throws JudgeFault, InterruptedException {
    return GuestClient.connect(
        new ScriptedGuest(directory, script),
        new GuestSettings(slack, ByteSize.ofMiB(16), directory.resolve("scratch"), false)
            .greetedWithin(Duration.ofSeconds(60)));
  }

  private static Ran ran(String id, Status status, @Nullable Integer code) {
    return ran(id, status, code, null, null, null, 1);
  }

  private static Ran ran(
      String id,
      Status status,
      @Nullable Integer code,
      @Nullable Integer signal,
      @Nullable String signalName,
      @Nullable Limit limit,
      int processes) {
    return new Ran(
        id,
        status,
        status == Status.SUCCESS ? null : "because",
        limit,
        code,
        signal,
        signalName,
        false,
        false,
        Duration.ofMillis(12),
        Duration.ofMillis(10),
        Duration.ofMillis(2),
        Duration.ofMillis(20),
        ByteSize.ofMiB(1),
        ByteSize.ofMiB(1),
        processes);
  }

  private static Compiled compiled(String id, Status status, @Nullable String artifact) {
    return new Compiled(
        id,
        status,
        artifact,
        null,
        "a warning",
        false,
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        ByteSize.ofMiB(3));
  }

  private static CompileJob source(String text) {
    return new CompileJob(
        "cpp",
        List.of(Body.ofBytes("main.cpp", text.getBytes(UTF_8))),
        Optional.empty(),
        LimitsOverride.NONE);
  }

  @Test
  void sendsSourcesAndGivesTheArtifact() throws Exception {
    CompletableFuture<byte[]> sent = new CompletableFuture<>();
    try (GuestClient client =
        client((request, envelope, line) -> {
          sent.complete(envelope.body("main.cpp").open().readAllBytes());
          line.say(new Ack(request.id()));
          line.say(compiled(request.id(), Status.SUCCESS, "abc"));
        })) {
      CompiledArtifact artifact = client.compile(source("int main(){}"));
      assertThat(artifact.artifact()).contains("abc");
      assertThat(artifact.report().output()).isEqualTo("a warning");
      assertThat(sent.get()).isEqualTo("int main(){}".getBytes(UTF_8));
    }
  }

  @Test
  void givesWhatTheProgramWroteAndDeletesItsFileAfterwards() throws Exception {
    byte[] output = new byte[3 << 20];
    output[12345] = 7;
    try (GuestClient client =
        client((request, envelope, line) -> {
          line.say(new Ack(request.id()));
          line.say(new Log(request.id(), Stream.STDOUT, 0, "x"));
          line.say(
              ran(request.id(), Status.SUCCESS, 0),
              Body.ofBytes("stdout", output),
              Body.ofBytes("stderr", new byte[0]));
        })) {
      try (GuestRun run = client.run(JOB);
          InputStream stdout = run.stdout().open()) {
        assertThat(stdout.readAllBytes()).isEqualTo(output);
        assertThat(run.stderr().size()).isZero();
        assertThat(bodyFiles()).hasSize(1);
      }
      assertThat(bodyFiles()).isEmpty();
    }
    assertThat(directory.resolve("scratch")).isEmptyDirectory();
  }

  private List<Path> bodyFiles() throws IOException {
    try (var files = Files.walk(directory.resolve("scratch"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void takesNoAccountThatContradictsItself() throws Exception {
    Status failed = Status.RUNTIME_ERROR;
    assertLost(
        (r, _, line) -> line.say(ran(r.id(), failed, null, 11, "SIGKILL", null, 1)),
        "name than the signal has");
    assertLost(
        (r, _, line) -> line.say(ran(r.id(), failed, 1, null, "SIGKILL", null, 1)),
        "name than the signal has");
    assertLost(
        (r, _, line) -> line.say(ran(r.id(), Status.SUCCESS, 0, null, null, Limit.MEMORY, 1)),
        "a limit");
    assertLost(
        (r, _, line) -> line.say(ran(r.id(), failed, 1, null, null, null, -1)),
        "number of processes");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"WRONG_ANSWER", "COMPILATION_ERROR", "INTERNAL_ERROR"})
  void takesNoStatusThatIsNotOfARun(Status status) throws Exception {
    assertLost((request, _, line) -> line.say(ran(request.id(), status, 1)), "status");
  }

  @Test
  void takesNoSuccessWithAnExitCode() throws Exception {
    assertLost((request, _, line) -> line.say(ran(request.id(), Status.SUCCESS, 1)), "succeed");
    assertLost((request, _, line) -> line.say(ran(request.id(), Status.SUCCESS, null)), "succeed");
  }

  @Test
  void takesNoMoreOutputThanWasToBeKept() throws Exception {
    assertLost(
        (request, _, line) ->
            line.say(
                ran(request.id(), Status.SUCCESS, 0),
                Body.ofBytes("stdout", new byte[(4 << 20) + 1])),
        "more standard output");
    assertThat(bodyFiles()).isEmpty();
  }

  @Test
  void takesNoBodiesOverTheCapOfAnAnswer() throws Exception {
    assertLost(
        (request, _, line) ->
            line.say(
                ran(request.id(), Status.SUCCESS, 0),
                Body.ofBytes("stdout", new byte[(16 << 20) + 1])),
        "may have");
    assertThat(bodyFiles()).isEmpty();
  }

  @Test
  void asksForNoMoreOutputThanItTakes() throws Exception {
    LimitsOverride limits =
        LimitsOverride.builder().cpuTime(Duration.ofSeconds(1)).stdout(ByteSize.ofMiB(17)).build();
    try (GuestClient client = client((_, _, _) -> {})) {
      assertThatThrownBy(() -> client.run(new RunJob("artifact", HASH, limits)))
          .isInstanceOf(GuestRefused.class)
          .hasMessageContaining("takes 16MiB");
    }
  }

  @Test
  void takesNoBodiesThatNobodyAskedFor() throws Exception {
    assertLost(
        (request, _, line) ->
            line.say(ran(request.id(), Status.SUCCESS, 0), Body.ofBytes("answer", new byte[3])),
        "not its output");
  }

  @Test
  void takesNoResultOfAnotherRequest() throws Exception {
    assertLost((request, _, line) -> line.say(new Done(request.id())), "another request");
  }

  @Test
  void noticesThatTheGuestHangsUp() throws Exception {
    assertLost((_, _, line) -> line.hangUp().run(), "closed the connection");
  }

  @Test
  void noticesHalfAnAnswer() throws Exception {
    assertLost(
        (_, _, line) -> {
          line.raw().write(new byte[] {0, 0, 1, 0, '{'});
          line.hangUp().run();
        },
        "broke off");
  }

  @Test
  void noticesNoise() throws Exception {
    assertLost((_, _, line) -> line.raw().write("HTTP/1.1 400\r\n".getBytes(UTF_8)), "cap");
  }

  @Test
  void waitsNoLongerThanLimitAndSlack() throws Exception {
    try (GuestClient client = client((_, _, _) -> {}, Duration.ofMillis(100))) {
      assertThatThrownBy(client::status)
          .isInstanceOf(GuestLost.class)
          .hasMessageContaining("did not answer within 0.1 s (report_status)");
      assertThat(client.isLost()).isTrue();
    }
  }

  @Test
  void isNotHeldUpByAGuestThatStopsReading() throws Exception {
    CompletableFuture<Void> never = new CompletableFuture<>();
    try (GuestClient client = client((_, _, _) -> never.join(), Duration.ofMillis(300))) {
      byte[] blob = new byte[300 << 10];
      assertThatThrownBy(() -> client.hasBlobs(List.of(HASH))).isInstanceOf(GuestLost.class);
      assertThatThrownBy(() -> client.putBlob(HASH, Body.ofBytes(Guest.BLOB, blob)))
          .isInstanceOf(GuestLost.class);
    }
    never.complete(null);
  }

  @Test
  void knowsWhatFaultEachErrorIs() throws Exception {
    assertFault(ErrorCode.BUSY, GuestFailed.class);
    assertFault(ErrorCode.INTERNAL_ERROR, GuestFailed.class);
    assertFault(ErrorCode.CANCELLED, GuestFailed.class);
    assertFault(ErrorCode.NOT_FOUND, NotStored.class);
    assertFault(ErrorCode.INVALID_REQUEST, GuestRefused.class);
    assertFault(ErrorCode.UNSUPPORTED_LANGUAGE, GuestRefused.class);
    assertFault(ErrorCode.TOO_LARGE, GuestRefused.class);
  }

  private void assertFault(ErrorCode code, Class<? extends JudgeFault> type) throws Exception {
    Script script =
        (request, _, line) ->
            line.say(new Failure(request.id(), code, "no\r\n\u001b[31m INFO fake", "files"));
    try (GuestClient client = client(script)) {
      assertThatThrownBy(() -> client.compile(source("x")))
          .isInstanceOf(type)
          .hasMessageStartingWith("The guest said: files: no")
          .hasMessageNotContainingAny("\n", "\r", "\u001b");
      assertThat(client.isLost()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS,", "COMPILATION_ERROR,abc", "TIMEOUT,", "INTERNAL_ERROR,"})
  void takesNoImpossibleCompilation(Status status, @Nullable String artifact) throws Exception {
    try (GuestClient client =
        client((request, _, line) -> line.say(compiled(request.id(), status, artifact)))) {
      assertThatThrownBy(() -> client.compile(source("x"))).isInstanceOf(GuestLost.class);
    }
  }

  @Test
  void takesNoBlobThatWasNotAskedFor() throws Exception {
    try (GuestClient client =
        client((request, _, line) -> line.say(new Blobs(request.id(), List.of("b".repeat(64)))))) {
      assertThatThrownBy(() -> client.hasBlobs(List.of(HASH))).isInstanceOf(GuestLost.class);
    }
  }

  @Test
  void anotherVersionOfTheProtocolIsRefused() {
    GuestTransport old =
        new ScriptedGuest(directory, (_, _, _) -> {}) {
          @Override
          Welcome welcome(String id, int protocol) {
            return new Welcome(id, protocol + 1, "another", null);
          }
        };
    assertThatThrownBy(() -> GuestClient.connect(old, GuestSettings.in(directory)))
        .isInstanceOf(GuestUnfit.class)
        .hasMessageContaining("speaks protocol 2");
  }

  @Test
  void interruptingCancelsAtTheGuest() throws Exception {
    ScriptedGuest guest =
        new ScriptedGuest(
            directory,
            (request, _, line) -> {
              if (request instanceof Cancel(String id, String target)) {
                line.say(new Failure(target, ErrorCode.CANCELLED, "cancelled", null));
                line.say(new Done(id));
              }
            });
    try (GuestClient client = GuestClient.connect(guest, GuestSettings.in(directory))) {
      CompletableFuture<Class<?>> end = new CompletableFuture<>();
      Thread judging =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  client.compile(source("x"));
                  end.complete(Compile.class);
                } catch (JudgeFault | InterruptedException thrown) {
                  end.complete(thrown.getClass());
                }
              });
      GuestRequest asked = guest.heard.poll(60, TimeUnit.SECONDS);
      judging.interrupt();
      assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(InterruptedException.class);
      assertThat(asked).isNotNull();
      await()
          .untilAsserted(() ->
              assertThat(guest.heard.poll())
                  .isInstanceOfSatisfying(
                      Cancel.class,
                      cancel ->
                          assertThat(cancel.target())
                              .isEqualTo(asked == null ? null : asked.id())));
      assertThat(client.isLost()).isFalse();
    }
  }

  private void assertLost(Script script, String why) throws Exception {
    try (GuestClient client = client(script)) {
      assertThatThrownBy(() -> client.run(JOB))
          .isInstanceOf(GuestLost.class)
          .hasMessageContaining(why)
          .satisfies(fault -> assertThat(((JudgeFault) fault).retryable()).isTrue());
      assertThat(client.isLost()).isTrue();
    }
  }
}
