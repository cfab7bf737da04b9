package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole pipeline with programs in virtual machines: the small image, and what is in C. */
@Tag("kafka")
@Tag("vm")
class MachineDemoIT {
  private static final Path IMAGE = Path.of("target/vm").toAbsolutePath();

  @Test
  void everySampleGetsItsVerdictInMachine() throws IOException, InterruptedException {
    build();
    Gavel.Outcome outcome =
        Gavel.run(
            "demo",
            "--json",
            "--guest",
            "qemu",
            "--guest-image",
            IMAGE.toString(),
            "--language",
            "c",
            "--slots",
            "1");
    JsonNode json = outcome.json();
    Set<String> statuses = new HashSet<>();
    for (JsonNode submission : json.path("submissions")) {
      assertThat(submission.path("actual").asText())
          .as(submission.toString())
          .isEqualTo(submission.path("expected").asText());
      statuses.add(submission.path("actual").asText());
    }
    assertThat(statuses)
        .contains("success", "wrong_answer", "timeout", "memory_exceeded", "security_violation")
        .contains("output_exceeded", "runtime_error", "compilation_error");
    assertThat(outcome.exitCode()).isZero();
  }

  private static void build() throws IOException, InterruptedException {
    Files.createDirectories(IMAGE);
    Path log = IMAGE.resolve("build.log");
    Process build =
        new ProcessBuilder(
                "../docker/guest-image/build",
                "--variant",
                "small",
                "--agent",
                System.getProperty("gavel.home"),
                "--out",
                IMAGE.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(build.waitFor()).as(Files.readString(log)).isZero();
  }
}
