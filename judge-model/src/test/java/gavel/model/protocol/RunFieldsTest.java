package gavel.model.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs have beside their artifact, as JSON. */
class RunFieldsTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  static Stream<GuestRequest> requests() {
    return Stream.of(
        new GuestRequest.Run(
            "1",
            "artifact",
            List.of(),
            null,
            null,
            null,
            null,
            List.of(
                new RunFile("a/b", HASH, true),
                new RunFile("a/c", HASH, null),
                RunFile.directory("a")),
            List.of(
                new CollectFile("out", ByteSize.ofKiB(1)),
                CollectFile.tree("feedback", ByteSize.ofMiB(1))),
            true,
            Role.JURY),
        new GuestRequest.Interact("1", side(null, null), side(List.of("x"), true), null),
        new GuestRequest.Interact("1", side(null, null), side(null, null), ByteSize.ofMiB(1)));
  }

  private static InteractSide side(@Nullable List<String> args, @Nullable Boolean writable) {
    return new InteractSide(
        "artifact",
        args,
        LimitsOverride.NONE,
        List.of(new RunFile("a", HASH, null)),
        writable == null ? null : List.of(new CollectFile("b", ByteSize.ZERO)),
        writable);
  }

  static GuestMessage.Ran collected(GuestMessage.Ran ran) {
    return new GuestMessage.Ran(
        ran.id(),
        ran.status(),
        ran.reason(),
        ran.limit(),
        ran.exitCode(),
        ran.signal(),
        ran.signalName(),
        ran.stdoutTruncated(),
        ran.stderrTruncated(),
        ran.cpuTime(),
        ran.userTime(),
        ran.systemTime(),
        ran.wallTime(),
        ran.memory(),
        ran.maxRss(),
        ran.processesPeak(),
        List.of(
            new CollectedFile("a", CollectedFile.Found.FILE, ByteSize.ofKiB(3), true),
            new CollectedFile("b", CollectedFile.Found.LINK, null, null),
            new CollectedFile("c", CollectedFile.Found.DIRECTORY, null, true)));
  }

  static Stream<GuestMessage> messages() {
    GuestMessage.Ran ran = collected(MessageCodecTest.ran(null, 3, null, null, 2));
    return Stream.of(
        ran,
        new GuestMessage.Interacted("1", ran, ran, Side.INTERACTOR, null),
        new GuestMessage.Interacted("1", ran, ran, Side.CONTESTANT, true));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsComeBack(GuestRequest request) {
    assertThat(MessageCodec.decodeRequest(MessageCodec.encode(request))).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesComeBack(GuestMessage message) {
    assertThat(MessageCodec.decodeMessage(MessageCodec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'files':[{'blob':'HASH'}] | files[0].path | is missing",
        "'files':[{'path':'a'}] | files[0].blob | is missing",
        "'files':[{'path':'a','blob':'x'}] | files[0].blob | 64",
        "'files':[{'path':'a','blob':'HASH','mode':493}] | files[0].mode | is not known",
        "'files':[{'path':'a','blob':'HASH','executable':1}] | files[0].executable | ",
        "'files':[{'path':'/a','blob':'HASH'}] | files[0].path | '/a'",
        "'files':[{'path':'a/../b','blob':'HASH'}] | files[0].path | 'a/../b'",
        "'files':[{'path':'a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a','blob':'HASH'}] | files[0].path | deep",
        "'files':[{'path':'a','blob':'HASH'},{'path':'a','blob':'HASH'}] | files | same place: 'a'",
        "'files':[{'path':'a/b','blob':'HASH'},{'path':'a','blob':'HASH'}] | files | same place: 'a'",
        "'files':[{'path':'a','directory':true},{'path':'a','blob':'HASH'}] | files | same place: 'a'",
        "'files':[{'path':'a/b','directory':true},{'path':'a','blob':'HASH'}] | files | same place: 'a'",
        "'files':[{'path':'a','directory':true,'blob':'HASH'}] | files[0].blob | of no use",
        "'files':[{'path':'a','directory':true,'executable':true}] | files[0].executable | of no use",
        "'files':[{'path':'a','directory':false}] | files[0].blob | is missing",
        "'files':[null] | files | is missing",
        "'writable':1 | writable | ",
        "'role':'judge' | role | contestant",
        "'collect':[{'path':'a','max_bytes':1}] | collect | without writable",
        "'writable':true,'collect':[{'path':'a','max_bytes':1,'tree':1}] | collect[0].tree | ",
        "'writable':true,'collect':[{'path':'a','tree':true}] | collect[0].max_bytes | is missing",
        "'writable':true,'collect':[{'path':'a'}] | collect[0].max_bytes | is missing",
        "'writable':true,'collect':[{'path':'..','max_bytes':1}] | collect[0].path | '..'",
        "'writable':true,'collect':[{'path':'a','max_bytes':268435457}] | collect[0].max_bytes | most",
        "'writable':true,'collect':[{'path':'a','max_bytes':1},{'path':'a','max_bytes':1}]"
            + " | collect | 'a' twice",
        "'writable':true,'collect':[{'path':'a','max_bytes':200000000},"
            + "{'path':'b','max_bytes':200000000}] | collect | together"
      })
  void whatIsWrongWithAWorkingDirectoryIsNamed(
      String json, String field, @Nullable String message) {
    String fields = json.replace('\'', '"').replace("HASH", HASH);
    String run = "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\"," + fields + "}";
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> MessageCodec.decodeRequest(StrictJson.readObject(run.getBytes(UTF_8))))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .withMessageContaining(message == null ? "" : message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | true",
        "a/.b c/ä | true",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p | true",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q | false",
        "/a | false",
        "a/.. | false",
        "a\tb | false"
      })
  void somePathsCanBeThoseOfFiles(String path, boolean can) {
    assertThat(RunFile.isPath(path)).isEqualTo(can);
    assertThat(RunFile.isPath(path + "x".repeat(256))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'contestant':{'artifact':'a'} | interactor | is missing",
        "'contestant':{'artifact':'a'},'interactor':{} | interactor.artifact | is missing",
        "'contestant':{'artifact':'a','stdin':'x'},'interactor':{'artifact':'a'}"
            + " | contestant.stdin | is not known",
        "'contestant':{'artifact':'a','args':[null]},'interactor':{'artifact':'a'}"
            + " | contestant.args | is missing",
        "'contestant':{'artifact':'a'},'interactor':{'artifact':'a','files':[{'path':'/'}]}"
            + " | interactor.files[0].path | '/'",
        "'contestant':{'artifact':'a'},'interactor':{'artifact':'a'},'transcript_bytes':268435457"
            + " | transcript_bytes | at most"
      })
  void whatIsWrongWithAConversationIsNamed(String json, String field, String message) {
    String talk = "{\"type\":\"interact\",\"id\":\"1\"," + json.replace('\'', '"') + "}";
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> MessageCodec.decodeRequest(StrictJson.readObject(talk.getBytes(UTF_8))))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .withMessageContaining(message);
  }
}
