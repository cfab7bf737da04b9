package gavel.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.flow.Reading.Sound;
import gavel.worker.flow.Reading.Unusable;
import gavel.worker.intake.IntakeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SubmissionReaderPropertyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Property
  void anyBytesAreReadOrBuried(@ForAll @Size(max = 200) byte[] value, @ForAll byte[] key) {
    assertAnswered(value, key);
  }

  @Property
  void anyDamageToARecordIsReadOrBuried(
      @ForAll @IntRange(max = 10_000) int place, @ForAll byte damage, @ForAll boolean cut) {
    byte[] value =
        StrictJson.write(
            SubmissionRecord.of(
                "s-1",
                "twice",
                "cpp",
                "int main(){}".getBytes(StandardCharsets.UTF_8),
                "a.c",
                NOW));
    int at = place % value.length;
    value[at] = damage;
    assertAnswered(cut ? Arrays.copyOf(value, at) : value, new byte[0]);
  }

  private static void assertAnswered(byte[] value, byte[] key) {
    IntakeRecord record = new IntakeRecord("t", 0, 0, NOW, Optional.of(key), Optional.of(value), 1);
    switch (SubmissionReader.read(record)) {
      case Sound(SubmissionRecord submission) -> assertThat(submission.sourceBytes()).isNotEmpty();
      case Unusable(var reason, var field, var message, var id) -> {
        DeadLetterRecord letter =
            new DeadLetters(Clock.fixed(NOW, ZoneOffset.UTC))
                .of(record, reason, field, message, id);
        assertThat(StrictJson.write(letter).length).isLessThan(1 << 16);
      }
    }
  }
}
