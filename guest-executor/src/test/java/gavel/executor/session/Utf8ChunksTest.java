package gavel.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8ChunksTest {
  private static String inPieces(byte[] bytes, Random random) {
    Utf8Chunks chunks = new Utf8Chunks();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, random.nextInt(1, 4));
      text.append(chunks.add(bytes, at, length));
      at += length;
    }
    return text.append(chunks.end()).toString();
  }

  @Test
  void charactersAreNeverTornApart() {
    String text = "aä€😀".repeat(50);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int seed = 0; seed < 50; seed++) {
      assertThat(inPieces(bytes, new Random(seed))).isEqualTo(text);
    }
  }

  @Test
  void whatIsNoTextIsReplacedAsInOnePiece() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      assertThat(inPieces(bytes, random)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aCharacterThatNeverEndsIsReplacedAtTheEnd() {
    Utf8Chunks chunks = new Utf8Chunks();
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    assertThat(chunks.add(euro, 0, 2)).isEmpty();
    assertThat(chunks.end()).isEqualTo("\ufffd");
  }
}
