package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kafka")
@Tag("sandbox")
class DemoIT {
  private static final List<String> LANGUAGES = List.of("c", "cpp", "java", "python");
  private static final List<String> STATUSES =
      List.of(
          "success",
          "wrong_answer",
          "timeout",
          "memory_exceeded",
          "output_exceeded",
          "runtime_error",
          "compilation_error",
          "security_violation");

  @Test
  void everySampleGetsItsVerdict() throws IOException, InterruptedException {
    Gavel.Outcome outcome = Gavel.run("demo", "--json");
    JsonNode json = outcome.json();
    Set<String> covered = new HashSet<>();
    for (JsonNode submission : json.path("submissions")) {
      assertThat(submission.path("actual").asText())
          .as(submission.toString())
          .isEqualTo(submission.path("expected").asText());
      covered.add(submission.path("language").asText() + " " + submission.path("actual").asText());
    }
    for (String language : LANGUAGES) {
      for (String status : STATUSES) {
        assertThat(covered).contains(language + " " + status);
      }
    }
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(outcome.exitCode()).isZero();
  }
}
