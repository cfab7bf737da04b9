package gavel.executor.report;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.GuestMessage.RuntimeVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RuntimeProbeTest {
  @Test
  @Timeout(20)
  void versionsThatCannotBeAskedForKeepNobodyWaiting() {
    RuntimeProbe probe = new RuntimeProbe(() -> new Languages(List.of(asked("/nowhere/c\ud800"))));
    probe.begin();
    assertThat(probe.versions()).containsExactly(new RuntimeVersion("c", null));
  }

  private static LanguageDefinition asked(String program) {
    LanguageDefinition c = Languages.bundled().byId("c").orElseThrow();
    return new LanguageDefinition(
        c.id(),
        c.name(),
        c.extensions(),
        c.source(),
        c.entry(),
        c.compile(),
        c.run(),
        c.environment(),
        List.of(program),
        c.packages(),
        c.processes(),
        c.probe());
  }
}
