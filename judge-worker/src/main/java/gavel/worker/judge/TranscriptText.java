package gavel.worker.judge;

import gavel.model.protocol.Body;
import gavel.worker.JudgeFault.StorageFault;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A transcript for people: what the submission says stands behind {@code >}, what it hears behind
 * {@code <}, as in the samples of interactive problems.
 */
final class TranscriptText {
  private static final int LONGEST_HEAD = 64;
  private static final String CONTESTANT = "contestant ";

  private TranscriptText() {}

  /** Reads the pieces of {@code docs/protocol.md}, section "interact". */
  static String of(Body transcript) throws StorageFault {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder();
    char speaker = ' ';
    try (InputStream in = new BufferedInputStream(transcript.open())) {
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        char next = head.startsWith(CONTESTANT) ? '>' : '<';
        if (next != speaker) {
          flush(text, speaker, line);
          speaker = next;
        }
        int length = Integer.parseInt(head.substring(head.indexOf(' ') + 1));
        line.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        in.skipNBytes(1);
      }
    } catch (IOException | NumberFormatException unreadable) {
      throw new StorageFault("Tried to read a transcript: " + unreadable.getMessage(), unreadable);
    }
    flush(text, speaker, line);
    return text.toString();
  }

  private static void flush(StringBuilder text, char speaker, StringBuilder said) {
    said.toString()
        .lines()
        .forEach(each -> text.append(speaker).append(' ').append(printable(each)).append('\n'));
    said.setLength(0);
  }

  private static String printable(String line) {
    return line.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\t' ? '\ufffd' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (head.size() == LONGEST_HEAD) {
        throw new IOException("a piece without a head");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }
}
