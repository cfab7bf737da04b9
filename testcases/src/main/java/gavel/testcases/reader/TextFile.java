package gavel.testcases.reader;

import gavel.model.ByteSize;
import gavel.testcases.problem.PackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Reads the small text files of a package: UTF-8, under a cap. */
final class TextFile {
  private static final ByteSize CAP = ByteSize.ofKiB(256);
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** The byte order mark of UTF-8 in Latin-1. */
  private static final String LATIN_MARK = "\u00ef\u00bb\u00bf";

  private TextFile() {}

  /** The text, or nothing when it cannot be had; the findings then say why. */
  static Optional<String> read(PackageFile file, Findings findings) throws IOException {
    try (InputStream in = file.open()) {
      byte[] bytes = in.readNBytes((int) CAP.bytes() + 1);
      return bytes.length > CAP.bytes() ? tooLarge(file, findings) : decode(file, bytes, findings);
    } catch (AccessDeniedException | NoSuchFileException unreadable) {
      findings.error(file.name(), 1, "This file cannot be read");
      return Optional.empty();
    }
  }

  private static Optional<String> tooLarge(PackageFile file, Findings findings) {
    findings.error(file.name(), 1, "This file is over " + CAP + ", too large for what it is");
    return Optional.empty();
  }

  private static Optional<String> decode(PackageFile file, byte[] bytes, Findings findings) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
      findings.error(
          file.name(), line, "This line is not valid UTF-8; the file is read as Latin-1");
      text = new String(bytes, StandardCharsets.ISO_8859_1);
      return Optional.of(text.startsWith(LATIN_MARK) ? text.substring(3) : text);
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      findings.warning(file.name(), 1, "Text files have no byte order mark in this format");
      return Optional.of(text.substring(1));
    }
    return Optional.of(text);
  }
}
