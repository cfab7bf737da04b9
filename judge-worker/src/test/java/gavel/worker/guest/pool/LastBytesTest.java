package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastBytesTest {
  private static String lastFour(String all) throws Exception {
    LastBytes bytes = new LastBytes(4);
    bytes.takeAll(new ByteArrayInputStream(all.getBytes(StandardCharsets.US_ASCII)));
    return bytes.text(StandardCharsets.US_ASCII);
  }

  @Test
  void keepsTheEnd() throws Exception {
    assertThat(lastFour("")).isEmpty();
    assertThat(lastFour("abc")).isEqualTo("abc");
    assertThat(lastFour("abcd")).isEqualTo("abcd");
    assertThat(lastFour("abcdefghij")).isEqualTo("ghij");
    assertThat(lastFour("x".repeat(10_000) + "end.")).isEqualTo("end.");
  }
}
