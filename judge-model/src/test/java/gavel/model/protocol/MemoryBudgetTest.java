package gavel.model.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What received messages take of the memory that all connections share. */
class MemoryBudgetTest {
  private static final ByteSize ALL = ByteSize.ofMiB(8);
  private final MemoryBudget budget = MemoryBudget.of(ALL);
  private final BodyStore store = new BodyStore(Path.of("/nonexistent"), 1 << 20, 1 << 24, budget);

  private static byte[] message(boolean lines, int length, int cut) {
    byte[] json = ("{\"text\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8);
    byte[] framed =
        lines
            ? ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').array()
            : ByteBuffer.allocate(json.length + 4).putInt(json.length).put(json).array();
    return java.util.Arrays.copyOf(framed, framed.length - cut);
  }

  private Envelope read(byte[] bytes) throws IOException {
    return Framing.detect(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), store)
        .orElseThrow()
        .read()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shortMessagesAreFree(boolean lines) throws IOException {
    read(message(lines, 50_000, 0));
    assertThat(budget.left()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLongMessageHoldsMemoryUntilItIsDiscarded(boolean lines) throws IOException {
    Envelope envelope = read(message(lines, 1 << 20, 0));
    assertThat(budget.left().bytes()).isBetween(ALL.bytes() - (3 << 20), ALL.bytes() - (1 << 20));
    BodyStore.discard(envelope);
    BodyStore.discard(envelope);
    assertThat(budget.left()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatNeverFitsIsTooLargeAndHoldsNothing(boolean lines) {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> read(message(lines, 5 << 20, 0)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .withMessageContaining("all connections have 8388608 here");
    assertThat(budget.left()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatDoesNotFitNowIsRefusedAndHoldsNothing(boolean lines) {
    assertThat(budget.take(6 << 20)).isTrue();
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> read(message(lines, 1 << 20, 0)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BUSY))
        .withMessageContaining("in use: try again later");
    assertThat(budget.left()).isEqualTo(ByteSize.ofMiB(2));
    budget.give(6 << 20);
    assertThat(budget.left()).isEqualTo(ALL);
  }

  @Test
  void whoIsRefusedTakesNothingFromOthersMeanwhile() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      assertThat(budget.take(4 << 20)).isTrue();
      Future<Integer> granted =
          others.submit(() -> {
            int many = 0;
            while (!over.get()) {
              many += budget.take(6 << 20) ? 1 : 0;
            }
            return many;
          });
      int refused = 0;
      for (int i = 0; i < 1_000_000; i++) {
        if (budget.take(1 << 20)) {
          budget.give(1 << 20);
        } else {
          refused++;
        }
      }
      over.set(true);
      assertThat(refused).isZero();
      assertThat(granted.get()).isZero();
    }
  }

  @Test
  void halfAMessageHoldsNothingAfterwards() {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> read(message(false, 1 << 20, 9)));
    assertThat(budget.left()).isEqualTo(ALL);
  }

  @Test
  void bodiesInMemoryCount() throws IOException {
    byte[] bytes =
        Envelopes.lengthPrefixed(
            new Envelope(
                gavel.model.json.StrictJson.object(),
                java.util.List.of(Body.ofBytes("a", new byte[1 << 20]))));
    Envelope envelope = read(bytes);
    assertThat(budget.left().bytes()).isLessThanOrEqualTo(ALL.bytes() - (1 << 20));
    BodyStore.discard(envelope);
    assertThat(budget.left()).isEqualTo(ALL);
  }

  @Test
  void aMessageOfManyValuesIsNoMessage() {
    String many = "{\"a\":[" + "{},".repeat(60_000) + "{}]}\n";
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> read(many.getBytes(UTF_8)))
        .withMessageContaining("100000");
    assertThat(budget.left()).isEqualTo(ALL);
  }
}
