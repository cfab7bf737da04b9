package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.RunOutcome;
import gavel.model.Status;
import gavel.sandbox.HostileExpectation.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of first lines, and that every program of the corpus keeps to it. */
final class HostileExpectationTest {
  private static final RunLimits USUAL = RunLimits.contestant(Duration.ofSeconds(1));

  private static Outcome outcome(Status status, String reason) {
    return new Outcome(status, Optional.of(reason));
  }

  private static RunOutcome seen(Status status, String reason) {
    return new RunOutcome(status, Optional.of(reason), Optional.empty());
  }

  @Test
  void oneOutcomeWithItsReason() {
    HostileExpectation line =
        HostileExpectation.parse("// expect: runtime_error (exit code 1, near the memory limit)");

    assertThat(line.outcomes())
        .containsExactly(outcome(Status.RUNTIME_ERROR, "exit code 1, near the memory limit"));
    assertThat(line.output()).isEmpty();
    assertThat(line.limitsOver(USUAL)).isEqualTo(USUAL);
    assertThat(line.isTimeout()).isFalse();
  }

  @Test
  void severalOutcomes() {
    HostileExpectation line =
        HostileExpectation.parse("# expect: timeout (cpu) or memory_exceeded or timeout (wall)");

    assertThat(line.outcomes())
        .containsExactly(
            outcome(Status.TIMEOUT, "cpu"),
            new Outcome(Status.MEMORY_EXCEEDED, Optional.empty()),
            outcome(Status.TIMEOUT, "wall"));
    assertThat(line.isTimeout()).isTrue();
    assertThat(line.outcomeIs(seen(Status.TIMEOUT, "wall"))).isTrue();
    assertThat(line.outcomeIs(seen(Status.TIMEOUT, "idle"))).isFalse();
  }

  @Test
  void aReasonMustBeNamed() {
    assertThat(
            HostileExpectation.parse("// expect: runtime_error")
                .outcomeIs(seen(Status.RUNTIME_ERROR, "exit code 1")))
        .isFalse();
  }

  @Test
  void outputInBytes() {
    HostileExpectation line =
        HostileExpectation.parse("# expect: success printing \"a\\n\\x00\\xff\\\"\\\\\u00e9\"");

    byte[] bytes = {'a', '\n', 0, (byte) 0xff, '"', '\\', (byte) 0xc3, (byte) 0xa9};
    assertThat(line.outputIs(bytes)).isTrue();
    assertThat(line.outputIs(new byte[] {'a'})).isFalse();
    assertThat(HostileExpectation.parse("# expect: success").outputIs(bytes)).isTrue();
    assertThat(HostileExpectation.parse("# expect: success printing \"\"").outputIs(bytes))
        .isFalse();
  }

  @Test
  void everyLimit() {
    RunLimits limits =
        HostileExpectation.parse(
                "// expect: success under cpu 300ms, wall 700ms, memory 64MiB, stdout 1KiB,"
                    + " stderr 2KiB, file-size 3MiB, tmp 4MiB, inodes 5, processes 6, files 7,"
                    + " stack 8MiB, output kill")
            .limitsOver(USUAL);

    assertThat(limits)
        .isEqualTo(
            USUAL.toBuilder()
                .cpuTime(Duration.ofMillis(300))
                .wallTime(Duration.ofMillis(700))
                .memory(ByteSize.ofMiB(64))
                .stdout(ByteSize.ofKiB(1))
                .stderr(ByteSize.ofKiB(2))
                .fileSize(ByteSize.ofMiB(3))
                .tmpSize(ByteSize.ofMiB(4))
                .tmpInodes(5)
                .processes(6)
                .openFiles(7)
                .stack(ByteSize.ofMiB(8))
                .outputPolicy(OutputPolicy.KILL)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#!/bin/sh",
        "// expect: ",
        "// expect: exit 0",
        "/* expect: success */",
        "// expect: success under memory 64",
        "// expect: success under cpu 1s",
        "// expect: success under luck 1",
        "// expect: success printing \"\\q\"",
        "// expect: success printing unquoted",
        "// expect: fine",
        "// expect: timeout (cpu) or",
        "// expect: success "
      })
  void anythingElseIsRefused(String line) {
    assertThatThrownBy(() -> HostileExpectation.parse(line))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("gavel.sandbox.HostileCorpus#all")
  void everyProgramSaysHowItEnds(HostileProgram program) throws IOException {
    assertThat(program.expectation().outcomes()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("gavel.sandbox.HostileCorpus#sources")
  void everySourceSaysWhatComesOfIt(Path source) throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    String line = new String(bytes, StandardCharsets.ISO_8859_1).lines().findFirst().orElseThrow();

    assertThat(HostileExpectation.parse(line).outcomes())
        .extracting(Outcome::status)
        .isSubsetOf(Status.SUCCESS, Status.COMPILATION_ERROR);
  }

  @Test
  void theCorpusIsLarge() throws IOException {
    assertThat(HostileCorpus.all()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(HostileCorpus.all().map(program -> program.kind().name()).distinct())
        .containsExactlyInAnyOrder("C", "JAVA", "NODE", "PYTHON", "SHELL", "RAW");
  }
}
