package gavel.worker.jury;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.protocol.Body;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackFilesTest {
  private static Feedback read(String... namesAndTexts) throws Exception {
    Map<String, Body> files = new HashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(
          "feedback/" + namesAndTexts[i],
          Body.ofBytes(namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8)));
    }
    return FeedbackFiles.read(files, Optional.of("said"));
  }

  @Test
  void readsWhatAValidatorLeft() throws Exception {
    Feedback feedback =
        read(
            "judgemessage.txt", "for judges\n",
            "teammessage.txt", " ",
            "score.txt", " 12.5\n",
            "nextpass.in", "1\n",
            "state/deep", "x");
    assertThat(feedback.judgeMessage()).contains("for judges");
    assertThat(feedback.teamMessage()).isEmpty();
    assertThat(feedback.score()).hasValue(12.5);
    assertThat(feedback.multiplier()).isEmpty();
    assertThat(feedback.nextPass()).isPresent();
    assertThat(feedback.kept())
        .containsOnlyKeys("judgemessage.txt", "teammessage.txt", "score.txt", "state/deep");
  }

  @Test
  void whatWasPrintedStandsInForAMessage() throws Exception {
    assertThat(read().judgeMessage()).contains("said");
    assertThat(read("judgemessage.txt", "").judgeMessage()).contains("said");
  }

  @Test
  void messagesHaveNothingThatATerminalObeys() throws Exception {
    assertThat(read("judgemessage.txt", "a\u001b[31mb\u202ec\r\nd\te").judgeMessage())
        .contains("a [31mb c \nd\te");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nan", "NaN", "inf", "1e999", "0x10", "1d", "1 2", "--1", "١", "ten", "1,5"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> read("score.txt", text))
        .isInstanceOf(FeedbackFiles.NoNumber.class)
        .hasMessageContaining("score.txt is no number");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-3.5, -3.5", "1e2, 100", "+.5, 0.5", "7., 7"})
  void readsPlainNumbers(String text, double number) throws Exception {
    assertThat(read("score_multiplier.txt", text).multiplier()).hasValue(number);
  }
}
