package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompilerOutputTest {
  private static CompilerOutput of(byte[] bytes) {
    CompilerOutput output = new CompilerOutput();
    output.accept(bytes, 0, bytes.length);
    return output;
  }

  private static CompilerOutput of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pathsAreThoseOfTheSources() {
    assertThat(of("/box/main.c:1: error in /box/lib/x.h").text(false))
        .isEqualTo("main.c:1: error in lib/x.h");
  }

  @Test
  void theBeginningIsKept() {
    CompilerOutput output = of("first\n");
    for (int i = 0; i < 100; i++) {
      output.accept(new byte[1000], 0, 1000);
    }
    assertThat(output.text(false)).startsWith("first").endsWith("output is cut]\n");
    assertThat(output.text(false).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(65536);
  }

  @Test
  void bytesThatAreNoTextDoNotMakeItTooLong() {
    byte[] bytes = new byte[60_000];
    java.util.Arrays.fill(bytes, (byte) 0xff);
    String text = of(bytes).text(false);
    assertThat(text).startsWith("\ufffd\ufffd");
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(65536);
    assertThat(of("ok").text(true)).startsWith("ok").contains("cut");
  }
}
