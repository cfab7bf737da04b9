package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.launcher.LauncherReply.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherFaultsTest {
  private static final int EPERM = 1;

  /** The second of them is where AppArmor on Ubuntu stops a user. */
  @ParameterizedTest
  @ValueSource(strings = {"user-namespace", "user-unshare", "user-map", "private"})
  void withoutRootTheDoctorKnowsWhy(String step) {
    assertThat(LauncherFaults.unexpected(new Failed(step, EPERM)))
        .hasMessageContaining("EPERM")
        .hasMessageContaining("ordinary users may not use user namespaces here")
        .hasMessageNotContaining("root");
  }

  @Test
  void asRootTheKernelLacksIt() {
    assertThat(LauncherFaults.unexpected(new Failed("unshare", EPERM)))
        .hasMessageContaining("the sandbox needs root and kernel namespaces");
  }
}
