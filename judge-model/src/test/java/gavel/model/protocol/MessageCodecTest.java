package gavel.model.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.model.Limit;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final LimitsOverride LIMITS =
      LimitsOverride.all(RunLimits.contestant(Duration.ofSeconds(2)));

  static Stream<GuestRequest> requests() {
    return Stream.of(
        new GuestRequest.Hello("1", 1),
        new GuestRequest.HealthCheck("1"),
        new GuestRequest.ReportStatus("1"),
        new GuestRequest.PutBlob("1", HASH),
        new GuestRequest.HasBlob("1", List.of(HASH)),
        new GuestRequest.Compile("1", "cpp", List.of("main.cpp", "a/b.h"), null, null),
        new GuestRequest.Compile("1", "java", List.of("Main.java"), "Main", LIMITS),
        new GuestRequest.Run("1", "artifact", List.of("x"), HASH, LIMITS, true),
        new GuestRequest.Run("1", "artifact", List.of(), null, null, null),
        new GuestRequest.Execute(
            "1", "c", "int main;", Duration.ofSeconds(1), ByteSize.ofMiB(64), "in", null, null),
        new GuestRequest.Run("1", "artifact", List.of(), null, null, true, true),
        new GuestRequest.Execute(
            "1", "c", "int main;", null, null, null, null, true, null, null, null, true, null),
        new GuestRequest.Stdin("2", "1", "text\n"),
        new GuestRequest.Stdin("2", "1", null),
        new GuestRequest.CloseStdin("2", "1"),
        new GuestRequest.Cancel("2", "1"),
        new GuestRequest.Compile("1", "c", null, null, null, "int main;", null),
        new GuestRequest.Compile("1", "c", null, "x", null, null, ArchiveFormat.TAR_GZ),
        new GuestRequest.Compile("1", "c", null, null, null, "", null, List.of("-g", "-DX=a b")),
        new GuestRequest.Execute(
            "1",
            "c",
            null,
            null,
            null,
            null,
            null,
            null,
            List.of("a.c"),
            null,
            null,
            null,
            List.of()),
        new GuestRequest.Exec("1", List.of("ls"), null, null, null, null, null),
        new GuestRequest.Exec(
            "1", List.of("ls", "-l"), Map.of("A", "b"), "/", "in", Duration.ofSeconds(1), true),
        new GuestRequest.ConfigureNetwork("1", null, "10.0.2.15", 24, null, null),
        new GuestRequest.ConfigureNetwork(
            "1", "eth1", "fd00::15", 64, "fe80::1", List.of("fd00::3", "9.9.9.9")),
        new GuestRequest.SetClock("1", Instant.parse("2026-07-01T12:00:00.123Z")),
        new GuestRequest.PowerOff("1"));
  }

  static GuestMessage.Ran ran(
      @Nullable Limit limit,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      @Nullable String signalName,
      @Nullable Integer processes) {
    return new GuestMessage.Ran(
        "1",
        limit == null ? Status.RUNTIME_ERROR : Status.OUTPUT_EXCEEDED,
        "a reason",
        limit,
        exitCode,
        signal,
        signalName,
        false,
        true,
        Duration.ofMillis(5),
        Duration.ofMillis(4),
        Duration.ofMillis(1),
        Duration.ofMillis(6),
        ByteSize.ofMiB(1),
        ByteSize.ofKiB(900),
        processes);
  }

  static Stream<GuestMessage> messages() {
    GuestMessage.Compiled compiled =
        new GuestMessage.Compiled(
            "1", Status.SUCCESS, "a", null, "", true, Duration.ZERO, Duration.ZERO, ByteSize.ZERO);
    GuestMessage.Ran ran = ran(null, 3, null, null, 2);
    GuestMessage.Ran tooLarge = ran(Limit.FILE_SIZE, null, 25, "SIGXFSZ", null);
    return Stream.of(
        new GuestMessage.Welcome("1", 1, "gavel 0.1", null),
        new GuestMessage.Welcome("1", 1, "gavel 0.1", List.of("memory")),
        new GuestMessage.Ack("1"),
        new GuestMessage.Done("1"),
        new GuestMessage.Log("1", GuestMessage.Stream.STDERR, 7, "text"),
        new GuestMessage.Log("1", GuestMessage.Stream.STDOUT, 7, "te", true, null),
        new GuestMessage.Log("1", GuestMessage.Stream.STDOUT, 7, "te", null, true),
        new GuestMessage.Failure("", ErrorCode.TOO_LARGE, "message", null),
        new GuestMessage.Failure("1", ErrorCode.INVALID_REQUEST, "message", "limits.stdout_bytes"),
        new GuestMessage.Health("1", "ok", "0.1", Duration.ofSeconds(3), "host", 1),
        new GuestMessage.StatusReport(
            "1",
            ByteSize.ofMiB(9),
            ByteSize.ofMiB(1),
            ByteSize.ofMiB(9),
            ByteSize.ofMiB(1),
            0.5,
            1,
            1,
            4,
            List.of(new GuestMessage.RuntimeVersion("c", "gcc 12"))),
        new GuestMessage.Blobs("1", List.of(HASH)),
        compiled,
        ran,
        tooLarge,
        new GuestMessage.Executed("1", compiled, ran),
        new GuestMessage.Executed("1", compiled, null),
        new GuestMessage.CommandEnded("1", 127, null, null, "why", false, true, Duration.ZERO),
        new GuestMessage.CommandEnded("1", null, 9, "SIGKILL", null, false, false, Duration.ZERO));
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
      value = {
        "{} | type | is missing",
        "{\"type\":7} | type | is not a text",
        "{\"type\":\"frobnicate\",\"id\":\"1\"} | type | known are hello",
        "{\"type\":\"health_check\"} | id | is missing",
        "{\"type\":\"health_check\",\"id\":\"\"} | id | 1 to 128",
        "{\"type\":\"health_check\",\"id\":7} | id | is not a text",
        "{\"type\":\"health_check\",\"id\":\"1\",\"x\":1} | x | is not known here",
        "{\"type\":\"compile\",\"id\":\"1\",\"files\":[\"a.c\"]} | language | is missing",
        "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"files\":[]} | files | is empty",
        "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"files\":[\"../a\"]} | files | '../a'",
        "{\"type\":\"put_blob\",\"id\":\"1\",\"sha256\":\"XYZ\"} | sha256 | 64 lower-case",
        "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\",\"limits\":{\"cpu_time_ms\":1.5}}"
            + " | limits.cpu_time_ms | whole number",
        "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\",\"limits\":{\"memory_bytes\":-1}}"
            + " | limits.memory_bytes | is negative",
        "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\",\"limits\":{\"cpus\":\"1-\"}}"
            + " | limits.cpus | write it like 0",
        "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\",\"limits\":{\"cpus\":1}}"
            + " | limits.cpus | is not a set of CPUs",
        "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\",\"limits\":{\"cpu\":1}}"
            + " | limits.cpu | is not known here",
        "{\"type\":\"run\",\"id\":\"1\",\"artifact\":\"a\",\"limits\":{\"output_policy\":\"x\"}}"
            + " | limits.output_policy | drain",
        "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"files\":[\"a\"],\"code\":\"\"}"
            + " | files | beside code",
        "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"files\":[\"a\"],\"archive\":\"tar.gz\"}"
            + " | archive | beside files",
        "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"flags\":[\"a\\u0000b\"]}"
            + " | flags | NUL",
        "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\",\"flags\":[null]} | flags | missing",
        "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\",\"flags\":\"-g\"} | flags | is not a list",
        "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\",\"code\":\"\",\"archive\":\"tar.gz\"}"
            + " | archive | beside code",
        "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"archive\":\"zip\"}"
            + " | archive | tar.gz",
        "{\"type\":\"execute\",\"id\":\"1\",\"language\":\"c\",\"files\":[\"stdin\"]}"
            + " | files | another name"
      })
  void whatIsWrongIsNamed(String json, String field, String message) {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> MessageCodec.decodeRequest(StrictJson.readObject(json.getBytes(UTF_8))))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exec | {} | argv | is missing",
        "exec | {\"argv\":[]} | argv | does not begin with a program",
        "exec | {\"argv\":[\"\",\"x\"]} | argv | does not begin with a program",
        "exec | {\"argv\":[\"a\\u0000\"]} | argv | NUL",
        "exec | {\"argv\":[\"a\"],\"env\":{\"A=B\":\"c\"}} | env | 'A=B'",
        "exec | {\"argv\":[\"a\"],\"env\":{\"A\":null}} | env.A | is missing",
        "exec | {\"argv\":[\"a\"],\"cwd\":\"here\"} | cwd | absolute",
        "exec | {\"argv\":[\"a\"],\"timeout_ms\":0} | timeout_ms | between 1 and 3600000",
        "exec | {\"argv\":[\"a\"],\"timeout_ms\":3600001} | timeout_ms | between 1 and 3600000",
        "configure_network | {\"address\":\"10.0.0.1\"} | prefix | ",
        "configure_network | {\"prefix\":8} | address | is missing",
        "configure_network | {\"address\":\"10.0.0.1\",\"prefix\":33} | prefix | 1 and 32",
        "configure_network | {\"address\":\"fd00::1\",\"prefix\":129} | prefix | 1 and 128",
        "configure_network | {\"address\":\"localhost\",\"prefix\":8} | address | 'localhost'",
        "configure_network | {\"address\":\"10.1\",\"prefix\":8} | address | '10.1'",
        "configure_network | {\"address\":\"10.0.0.256\",\"prefix\":8} | address | no address",
        "configure_network | {\"address\":\"fe80::1%eth0\",\"prefix\":8} | address | no address",
        "configure_network | {\"address\":\"127.0.0.1\",\"prefix\":8} | address | none that",
        "configure_network | {\"address\":\"10.0.0.1\",\"prefix\":24,\"gateway\":\"10.0.1.1\"}"
            + " | gateway | 10.0.0.1/24",
        "configure_network | {\"address\":\"10.0.0.1\",\"prefix\":24,\"gateway\":\"fd00::1\"}"
            + " | gateway | family",
        "configure_network | {\"address\":\"10.0.0.1\",\"prefix\":24,\"dns\":[\"one\"]} | dns | 'one'",
        "configure_network | {\"address\":\"10.0.0.1\",\"prefix\":8,\"interface\":\"../x\"}"
            + " | interface | eth0",
        "set_clock | {} | now_at | is missing",
        "set_clock | {\"now_at\":\"noon\"} | now_at | ISO 8601",
        "set_clock | {\"now_at\":\"1970-01-01T00:00:00Z\"} | now_at | 2000 and 2200"
      })
  void whatIsWrongInAnOperatorsRequestIsNamed(
      String type, String json, String field, @Nullable String message) {
    var fields = StrictJson.readObject(json.getBytes(UTF_8)).put("type", type).put("id", "1");
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> MessageCodec.decodeRequest(fields))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .withMessageContaining(message == null ? "" : message);
  }

  @Test
  void anOverrideKeepsWhatItDoesNotName() {
    RunLimits defaults = RunLimits.contestant(Duration.ofSeconds(10));
    assertThat(LimitsOverride.NONE.over(defaults)).isEqualTo(defaults);
    assertThat(LIMITS.over(defaults)).isEqualTo(RunLimits.contestant(Duration.ofSeconds(2)));
    RunLimits other =
        RunLimits.compiler().toBuilder().stack(ByteSize.ofMiB(8)).cpus(CpuSet.of(0, 2)).build();
    assertThat(LimitsOverride.all(other).over(defaults)).isEqualTo(other);
    LimitsOverride cpuOnly =
        StrictJson.read("{\"cpu_time_ms\":1000}".getBytes(UTF_8), LimitsOverride.class);
    assertThat(cpuOnly.over(defaults).wallTime()).isEqualTo(Duration.ofMillis(2500));
  }

  @ParameterizedTest
  @CsvSource({
    "cpu_time_ms,0",
    "cpu_time_ms,3600001",
    "wall_time_ms,0",
    "stdout_bytes,1073741825",
    "memory_bytes,1",
    "processes,0",
    "open_files,2",
    "tmp_inodes,0",
    "box_inodes,0",
    "stack_bytes,65535"
  })
  void limitsThatNothingCouldRunUnderAreRefused(String field, long value) {
    LimitsOverride override = only(field, value);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> override.over(RunLimits.contestant(Duration.ofSeconds(1))))
        .satisfies(refused -> assertThat(refused.field()).startsWith("limits"));
  }

  @ParameterizedTest
  @CsvSource({
    "stdout_bytes,1073741824",
    "stderr_bytes,1073741824",
    "memory_bytes,1099511627776",
    "file_size_bytes,1099511627776",
    "tmp_bytes,1099511627776",
    "tmp_inodes,10000000",
    "processes,65536",
    "open_files,65536",
    "stack_bytes,1099511627776",
    "box_bytes,1099511627776",
    "box_inodes,10000000"
  })
  void aLimitMayReachItsCapAndNotGoOverIt(String field, long cap) {
    RunLimits defaults = RunLimits.contestant(Duration.ofSeconds(1));
    assertThat(only(field, cap).over(defaults)).isNotEqualTo(defaults);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> only(field, cap + 1).over(defaults))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("limits." + field))
        .withMessage("must be at most " + cap);
  }

  private static LimitsOverride only(String field, long value) {
    return StrictJson.read(
        ("{\"" + field + "\":" + value + "}").getBytes(UTF_8), LimitsOverride.class);
  }
}
