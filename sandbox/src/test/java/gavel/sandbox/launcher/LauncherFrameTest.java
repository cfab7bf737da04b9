package gavel.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LauncherFrameTest {
  @Test
  void isALengthAndTokens() {
    byte[] bytes = new LauncherFrame().with("arg", "a=b").with("arg", "").with("cpu", 5).encode();

    ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    assertThat(frame.getInt()).isEqualTo(bytes.length - 4);
    byte[] tokens = new byte[frame.remaining()];
    frame.get(tokens);
    assertThat(new String(tokens, StandardCharsets.UTF_8)).isEqualTo("arg=a=b\0arg=\0cpu=5\0");
  }

  @Test
  void refusesWhatWouldBeReadAsSomethingElse() {
    LauncherFrame frame = new LauncherFrame();

    assertThatThrownBy(() -> frame.with("", "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> frame.with("a=b", "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> frame.with("arg", "a\0run=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUL");
  }

  @Test
  void refusesWhatIsTooLong() {
    LauncherFrame frame = new LauncherFrame().with("arg", "x".repeat(LauncherFrame.MAX_LENGTH));

    assertThatThrownBy(frame::encode)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048576");
  }
}
