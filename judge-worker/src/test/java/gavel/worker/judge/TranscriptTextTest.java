package gavel.worker.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.protocol.Body;
import gavel.worker.JudgeFault.StorageFault;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {
  private static String text(String pieces) throws StorageFault {
    return TranscriptText.of(Body.ofBytes("transcript", pieces.getBytes(UTF_8)));
  }

  @Test
  void saysWhoSaidWhat() throws StorageFault {
    assertThat(
            text("contestant 2\n5\n\ninteractor 4\nlow\n\ninteractor 5\nhigh\n\ncontestant 1\n7\n"))
        .isEqualTo("> 5\n< low\n< high\n> 7\n");
  }

  @Test
  void aLineInPiecesIsOne() throws StorageFault {
    assertThat(text("contestant 1\n1\ncontestant 2\n2\n\n")).isEqualTo("> 12\n");
  }

  @Test
  void terminalsAreNotObeyed() throws StorageFault {
    assertThat(text("contestant 3\n\u001b[m\n")).isEqualTo("> \ufffd[m\n");
  }

  @Test
  void nothingSaidIsEmpty() throws StorageFault {
    assertThat(text("")).isEmpty();
  }

  @Test
  void whatIsNoTranscriptIsAFault() {
    assertThatThrownBy(() -> text("contestant many\n")).isInstanceOf(StorageFault.class);
    assertThatThrownBy(() -> text("x".repeat(100))).isInstanceOf(StorageFault.class);
  }
}
