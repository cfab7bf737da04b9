package gavel.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  @Test
  void goesOnWithTheTraceThatIsGiven() {
    assertThat(TraceParent.of(Optional.of(" " + GIVEN + "\n")).text()).isEqualTo(GIVEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "00-0af7-b7ad-01", "ff-x", "00-\r\nX: y"})
  void beginsOneWhereThatIsNone(String given) {
    assertThat(TraceParent.of(Optional.of(given)).text())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  @Test
  void noTwoAreTheSame() {
    assertThat(TraceParent.of(Optional.empty())).isNotEqualTo(TraceParent.of(Optional.empty()));
  }
}
