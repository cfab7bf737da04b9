package gavel.model.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBatchTest {
  private static GuestMessage only(LogBatch batch) {
    assertThat(batch.size()).isOne();
    return MessageCodec.decodeMessage(StrictJson.readMessage(batch.array(), batch.end(0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain ~", "\"quoted\" \\", "tab\tnul\0esc\u001b", "Grüße 🎉", "\u007f\u2028"})
  void itIsWhatTheCodecMakes(String text) {
    byte[] bytes = ("xx" + text + "xx").getBytes(UTF_8);
    LogBatch batch = new LogBatch("i\"d", Stream.STDERR);
    batch.add(5_000_000_000L, bytes, 2, bytes.length - 4, false, false);
    assertThat(only(batch)).isEqualTo(new Log("i\"d", Stream.STDERR, 5_000_000_000L, text));
    batch.clear();
    batch.add(0, bytes, 2, bytes.length - 4, true, true);
    assertThat(only(batch)).isEqualTo(new Log("i\"d", Stream.STDERR, 0, text, true, true));
  }

  @Test
  void whatIsNotUtf8IsReplaced() {
    LogBatch batch = new LogBatch("1", Stream.STDOUT);
    batch.add(0, "a\u00ffb".getBytes(ISO_8859_1), 0, 3, false, false);
    assertThat(only(batch)).isEqualTo(new Log("1", Stream.STDOUT, 0, "a\ufffdb"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothFramingsCarryIt(boolean lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Framing out =
        lines
            ? new NewlineDelimited(InputStream.nullInputStream(), bytes, Envelopes.IN_MEMORY)
            : Framing.lengthPrefixed(InputStream.nullInputStream(), bytes, Envelopes.IN_MEMORY);
    LogBatch batch = new LogBatch("1", Stream.STDOUT);
    List<GuestMessage> expected = new ArrayList<>();
    for (int seq = 0; !batch.isFull(); seq++) {
      byte[] text = ("line " + seq).getBytes(UTF_8);
      batch.add(seq, text, 0, text.length, false, false);
      expected.add(new Log("1", Stream.STDOUT, seq, "line " + seq));
    }
    out.write(batch);
    List<GuestMessage> read = new ArrayList<>();
    for (Envelope envelope : Envelopes.readAll(bytes.toByteArray(), Envelopes.IN_MEMORY)) {
      read.add(MessageCodec.decodeMessage(envelope.message()));
    }
    assertThat(read).hasSizeGreaterThan(100).isEqualTo(expected);
  }
}
