package gavel.model.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionRecordTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void comesBack() {
    for (byte[] source : new byte[][] {"int main() {}".getBytes(UTF_8), {(byte) 0xff, 0}}) {
      SubmissionRecord record = SubmissionRecord.of("s1", "sum", "c", source, "a.c", NOW);
      SubmissionRecord read = SubmissionRecord.read(StrictJson.write(record));
      assertThat(read).isEqualTo(record);
      assertThat(read.sourceBytes()).isEqualTo(source);
    }
  }

  @Test
  void onceMoreWithoutADeadline() {
    SubmissionRecord first =
        SubmissionRecord.of("s1", "sum", "c", "x".getBytes(UTF_8), "a.c", NOW).until(NOW);
    SubmissionRecord again = first.again(1, "rejudge-1", NOW.plusSeconds(1));
    assertThat(again.generationOrFirst()).isEqualTo(1);
    assertThat(again.trial()).isEqualTo("rejudge-1");
    assertThat(again.deadline()).isNull();
    assertThat(again.submittedAt()).isEqualTo(NOW);
    assertThat(again.contentHash()).isEqualTo(first.contentHash());
    assertThat(SubmissionRecord.read(StrictJson.write(again))).isEqualTo(again);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> first.again(1, "two words", NOW))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("trial"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | '' | is not a JSON object",
        "{\"schema\":1 | '' | is not JSON",
        "{\"id\":\"a\"} | schema | is missing",
        "{\"schema\":\"1\"} | schema | whole number",
        "{\"schema\":0} | schema | whole number",
        "{\"schema\":1,\"problem\":\"p\",\"language\":\"c\",\"source\":\"x\"} | id | is missing",
        "{\"schema\":1,\"id\":\"a b\",\"problem\":\"p\",\"language\":\"c\",\"source\":\"x\"} | id | match",
        "{\"schema\":1,\"id\":\"a\",\"language\":\"c\",\"source\":\"x\"} | problem | is missing",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"../p\",\"language\":\"c\",\"source\":\"x\"} | problem | match",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"p\",\"source\":\"x\"} | language | is missing",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"p\",\"language\":\"c\"} | source | is missing",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"p\",\"language\":\"c\",\"source\":\"\"} | source | is empty",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"p\",\"language\":\"c\",\"source_base64\":\"?\"} | source_base64 | base64",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"p\",\"language\":\"c\",\"source\":\"x\",\"sauce\":1} | sauce | not known",
        "{\"schema\":1,\"id\":\"a\",\"id\":\"b\"} | '' | Duplicate field 'id'",
        "{\"schema\":1,\"id\":\"a\",\"problem\":\"p\",\"language\":\"c\",\"source\":5} | source | is not a text",
      })
  void whatIsWrongIsNamed(String json, String field, String message) {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> SubmissionRecord.read(json.getBytes(UTF_8)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .withMessageContaining(message);
  }

  @Test
  void aSourceHasALimit() {
    byte[] source = new byte[(1 << 20) + 1];
    Arrays.fill(source, (byte) 'x');
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> SubmissionRecord.of("s1", "sum", "c", source, "a.c", NOW))
        .withMessageContaining("is over 1048576 bytes");
  }

  @Test
  void aNewerRecordIsNoError() {
    assertThatExceptionOfType(NewerSchema.class)
        .isThrownBy(() -> SubmissionRecord.read("{\"schema\":2,\"new\":1}".getBytes(UTF_8)))
        .withMessage("is 2; this worker reads up to 1");
  }

  @Test
  void theContentHashTellsSubmissionsApart() {
    SubmissionRecord record = SubmissionRecord.of("s1", "p", "c", new byte[] {65}, "a.c", NOW);
    assertThat(record.contentHash())
        .isEqualTo(
            SubmissionRecord.of("s2", "p", "c", new byte[] {65}, "a.c", NOW.plusSeconds(1))
                .contentHash())
        .isNotEqualTo(
            SubmissionRecord.of("s1", "p", "c", new byte[] {66}, "a.c", NOW).contentHash())
        .isNotEqualTo(
            SubmissionRecord.of("s1", "q", "c", new byte[] {65}, "a.c", NOW).contentHash());
  }
}
