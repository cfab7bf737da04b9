package gavel.executor.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class LogLineTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void hasTimeLevelClassAndMessage() {
    assertThat(new LogLine(NOON, Level.WARN, "gavel.executor.Some", "a=1", null).text())
        .isEqualTo("2026-03-01T12:00:00.000Z WARN  Some a=1\n");
    assertThat(new LogLine(NOON.plusMillis(7), Level.ERROR, "Plain", "b", null).text())
        .isEqualTo("2026-03-01T12:00:00.007Z ERROR Plain b\n");
  }

  @Test
  void whatPeersSayCannotForgeLine() {
    String message = "peer said x\r\n\n2026-03-01T12:00:00.000Z ERROR Main gone\n";
    assertThat(new LogLine(NOON, Level.INFO, "Some", message, null).text())
        .isEqualTo(
            "2026-03-01T12:00:00.000Z INFO  Some peer said x"
                + " 2026-03-01T12:00:00.000Z ERROR Main gone \n");
  }

  @Test
  void isAnObjectWhateverIsSaid() {
    String message = "\"a\" \\ \n \u0007 \ud83d\ude00 \ud800 end";
    String line = new LogLine(NOON, Level.WARN, "Some", message, new IOException("why")).json();
    assertThat(line).endsWith("}\n").hasLineCount(1);
    ObjectNode event = StrictJson.readObject(line.getBytes(UTF_8));
    assertThat(event.path("time").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
    assertThat(event.path("level").asText()).isEqualTo("WARN");
    assertThat(event.path("message").asText()).startsWith("\"a\" \\ \n \u0007 \ud83d\ude00 ");
    assertThat(event.path("stack").asText()).startsWith("java.io.IOException: why\n\tat ");
  }

  @Test
  void stackFollows() {
    assertThat(new LogLine(NOON, Level.ERROR, "Some", "bad", new IOException("why")).text())
        .contains(" bad\njava.io.IOException: why\n\tat ")
        .contains("stackFollows");
  }

  @ParameterizedTest
  @CsvSource({"DEBUG,DEBUG", "warn,WARN", "' Error ',ERROR", "'',INFO", "LOUD,INFO"})
  void levelIsInfoUnlessNamed(String given, Level expected) {
    assertThat(LineLogProvider.level(given)).isEqualTo(expected);
  }

  @Test
  void tellsWhatIsLogged() {
    LineLogger logger = new LineLogger("Some", Level.WARN, false);
    assertThat(logger.isErrorEnabled()).isTrue();
    assertThat(logger.isWarnEnabled()).isTrue();
    assertThat(logger.isInfoEnabled()).isFalse();
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(logger.isTraceEnabled()).isFalse();
  }
}
