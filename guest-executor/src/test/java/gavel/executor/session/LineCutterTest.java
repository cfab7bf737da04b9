package gavel.executor.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.model.protocol.LogBatch;
import gavel.model.protocol.MessageCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCutterTest {
  private static final BodyStore NO_BODIES = BodyStore.in(Path.of("/nonexistent"));
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final Framing framing =
      Framing.lengthPrefixed(InputStream.nullInputStream(), sent, NO_BODIES);
  private final LineCutter cutter = new LineCutter("1", Stream.STDOUT, this::take);

  private void take(LogBatch batch) {
    try {
      framing.write(batch);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    cutter.add(bytes, bytes.length);
  }

  /** All that went out until now. */
  private List<Log> logs() throws IOException {
    cutter.flush();
    Framing in =
        Framing.lengthPrefixed(
            new ByteArrayInputStream(sent.toByteArray()),
            OutputStream.nullOutputStream(),
            NO_BODIES);
    List<Log> logs = new ArrayList<>();
    for (var next = in.read(); next.isPresent(); next = in.read()) {
      logs.add((Log) MessageCodec.decodeMessage(next.get().message()));
    }
    return logs;
  }

  private static Log line(long seq, String text) {
    return new Log("1", Stream.STDOUT, seq, text);
  }

  private static Log part(long seq, String text) {
    return new Log("1", Stream.STDOUT, seq, text, true, null);
  }

  private static Log cut(long seq, String text) {
    return new Log("1", Stream.STDOUT, seq, text, null, true);
  }

  @Test
  void linesGoOutWhole() throws IOException {
    add("one\n\nth");
    add("re");
    assertThat(logs()).containsExactly(line(0, "one"), line(1, ""));
    add("e\nfour");
    cutter.end();
    assertThat(logs())
        .containsExactly(line(0, "one"), line(1, ""), line(2, "three"), part(3, "four"));
  }

  @Test
  void whatWaitsGoesOutWhenItIsAskedFor() throws IOException {
    add("name? ");
    assertThat(cutter.hasPart()).isTrue();
    cutter.emitPart();
    cutter.emitPart();
    assertThat(cutter.hasPart()).isFalse();
    assertThat(logs()).containsExactly(part(0, "name? "));
    add("\nnext\n");
    cutter.end();
    assertThat(logs()).containsExactly(part(0, "name? "), line(1, ""), line(2, "next"));
  }

  @Test
  void aCharacterIsNeverTornApart() throws IOException {
    byte[] bytes = "aé🎉".getBytes(UTF_8);
    for (byte each : bytes) {
      cutter.add(new byte[] {each}, 1);
      cutter.emitPart();
    }
    assertThat(logs()).containsExactly(part(0, "a"), part(1, "é"), part(2, "🎉"));
    cutter.add(new byte[] {(byte) 0xf0, (byte) 0x9f}, 2);
    cutter.emitPart();
    cutter.end();
    assertThat(logs().getLast()).isEqualTo(part(3, "\ufffd"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000})
  void aLineThatIsTooLongIsCutAndMarked(int more) throws IOException {
    add("x".repeat(LineCutter.LONGEST + more));
    add("y".repeat(more) + "\nshort\n");
    String longest = "x".repeat(LineCutter.LONGEST);
    assertThat(logs())
        .containsExactly(more == 0 ? line(0, longest) : cut(0, longest), line(1, "short"));
  }

  @Test
  void partsCountTowardsTheLongestLine() throws IOException {
    add("x".repeat(LineCutter.LONGEST - 2));
    cutter.emitPart();
    add("yyé\nz");
    cutter.end();
    assertThat(logs().subList(1, 3)).containsExactly(cut(1, "yy"), part(2, "z"));
  }

  @Test
  void aCutTearsNoCharacterApart() throws IOException {
    add("x".repeat(LineCutter.LONGEST - 1) + "é\n");
    assertThat(logs()).containsExactly(cut(0, "x".repeat(LineCutter.LONGEST - 1)));
  }

  @Test
  void howItComesInPiecesMakesNoDifference() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    List<Log> expected = new ArrayList<>();
    for (int seq = 0; seq < 5000; seq++) {
      String line = "é".repeat(random.nextInt(60)) + "\"" + seq;
      text.append(line).append('\n');
      expected.add(line(seq, line));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(1 + random.nextInt(3000), bytes.length - at);
      cutter.add(java.util.Arrays.copyOfRange(bytes, at, at + length), length);
      at += length;
    }
    cutter.end();
    assertThat(logs()).isEqualTo(expected);
  }
}
