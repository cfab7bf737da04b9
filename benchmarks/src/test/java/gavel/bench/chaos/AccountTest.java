package gavel.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.stack.Arrival;
import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.VerdictRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Map<String, String> TWO = Map.of("a", "AC", "b", "WA");

  private static Arrival arrival(String id, int partition, long offset, Status status, int count) {
    VerdictRecord verdict =
        new VerdictRecord(
            1,
            id,
            0,
            "chaos",
            null,
            "c",
            "0".repeat(64),
            status,
            status.verdict(),
            null,
            Duration.ZERO,
            ByteSize.ZERO,
            null,
            List.of(),
            "worker",
            count,
            Duration.ZERO,
            Instant.EPOCH,
            null,
            null);
    return new Arrival(id, partition, offset, 0, Instant.EPOCH, StrictJson.write(verdict));
  }

  private static ObjectNode row(Account account) {
    ObjectNode json = StrictJson.object();
    account.putInto(json, new long[] {2_000_000, 1_000_000}, 0);
    return (ObjectNode) json.path("rows").path(0);
  }

  @Test
  void aVerdictEachAndTheRightOne() {
    Account account =
        new Account(
            TWO,
            List.of(
                arrival("a", 0, 0, Status.SUCCESS, 1), arrival("b", 1, 0, Status.WRONG_ANSWER, 1)));
    assertThat(account.isClean()).isTrue();
    assertThat(row(account).path("max_ms").asInt()).isEqualTo(2);
    assertThat(row(account).path("redelivered").asInt()).isZero();
  }

  @Test
  void oneWithoutAVerdictIsLost() {
    Account account = new Account(TWO, List.of(arrival("a", 0, 0, Status.SUCCESS, 1)));
    assertThat(account.isClean()).isFalse();
    assertThat(row(account).path("lost").asInt()).isEqualTo(1);
  }

  @Test
  void theFirstVerdictCounts() {
    Account account =
        new Account(
            Map.of("a", "AC"),
            List.of(
                arrival("a", 0, 3, Status.INTERNAL_ERROR, 1),
                arrival("a", 0, 4, Status.SUCCESS, 2)));
    assertThat(account.isClean()).isFalse();
    ObjectNode row = row(account);
    assertThat(row.path("wrong").asInt()).isEqualTo(1);
    assertThat(row.path("duplicates").asInt()).isEqualTo(1);
    assertThat(row.path("contradicted").asInt()).isEqualTo(1);
    assertThat(row.path("redelivered").asInt()).isEqualTo(1);
    assertThat(row.path("doubled").asInt()).isZero();
  }

  @Test
  void verdictsInTwoPartitionsHaveNoOrder() {
    Account account =
        new Account(
            Map.of("a", "AC"),
            List.of(arrival("a", 0, 0, Status.SUCCESS, 1), arrival("a", 1, 0, Status.SUCCESS, 2)));
    assertThat(account.isClean()).isFalse();
    assertThat(row(account).path("doubled").asInt()).isEqualTo(1);
  }
}
