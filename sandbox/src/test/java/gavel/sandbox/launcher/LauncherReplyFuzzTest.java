package gavel.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

final class LauncherReplyFuzzTest {
  @FuzzTest
  void parsesOrRefuses(byte[] line) {
    try {
      LauncherReply reply = LauncherReply.parse(new String(line, StandardCharsets.UTF_8));
      assertThat(reply).isNotNull();
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("not one");
    }
  }
}
