package gavel.testcases.reader;

import gavel.model.Status;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code @EXPECTED_RESULTS@:} says somewhere in a source, as DOMjudge reads it: the rest of
 * the line are verdicts with commas between them, of which any is right. The bytes of the file are
 * taken as they are, whatever their encoding.
 *
 * @param verdicts none where somebody has to look at it
 * @param score of {@code @EXPECTED_SCORE@:}, where there is a number
 */
record ExpectedTag(Set<Status> verdicts, OptionalDouble score) {
  private static final int MOST_READ = 4 << 20;
  private static final Pattern TAG =
      Pattern.compile("@EXPECTED_(RESULTS|SCORE)@[ \\t]*:([^\\r\\n]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("\\s*([A-Za-z0-9.][A-Za-z0-9. _-]*)");

  /** The tag of a file; nothing where it has none, or more than one, which is reported. */
  static Optional<ExpectedTag> read(PackageFile file, Findings findings) throws IOException {
    byte[] bytes;
    try (InputStream in = file.open()) {
      bytes = in.readNBytes(MOST_READ);
    } catch (AccessDeniedException | NoSuchFileException unreadable) {
      findings.error(file.name(), 1, "This file cannot be read");
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher matcher = TAG.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String values = matcher.group(2);
    int line = 1 + (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
    if (matcher.find()) {
      findings.warning(
          file.name(), line, "There is more than one @EXPECTED_RESULTS@ tag; none counts");
      return Optional.empty();
    }
    return of(values, file, line, findings);
  }

  private static Optional<ExpectedTag> of(
      String values, PackageFile file, int line, Findings findings) {
    EnumSet<Status> verdicts = EnumSet.noneOf(Status.class);
    OptionalDouble score = OptionalDouble.empty();
    boolean manual = false;
    for (String word : Arrays.stream(values.split(",")).map(ExpectedTag::word).toList()) {
      Optional<Status> status = status(word);
      OptionalDouble number = Keys.parse(word);
      if (status.isPresent()) {
        verdicts.add(status.get());
      } else if (word.equals("CHECK-MANUALLY")) {
        manual = true;
      } else if (number.isPresent()) {
        score = number;
      } else {
        findings.warning(
            file.name(), line, "The tag has " + Excerpt.quote(word) + ", which is no verdict");
      }
    }
    return verdicts.isEmpty() && !manual && score.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExpectedTag(manual ? Set.of() : verdicts, score));
  }

  /** Without what ends a comment, in capitals, with {@code -} between its parts. */
  private static String word(String written) {
    Matcher matcher = WORD.matcher(written);
    if (!matcher.lookingAt()) {
      return written.strip();
    }
    return matcher.group(1).toUpperCase(Locale.ROOT).replaceAll("[ _-]+", "-").replaceAll("-$", "");
  }

  private static Optional<Status> status(String word) {
    return switch (word) {
      case "CORRECT", "ACCEPTED", "AC" -> Optional.of(Status.SUCCESS);
      case "WRONG-ANSWER", "WA", "NO-OUTPUT", "PRESENTATION-ERROR" ->
          Optional.of(Status.WRONG_ANSWER);
      case "TIMELIMIT", "TIME-LIMIT", "TIME-LIMIT-EXCEEDED", "TLE" -> Optional.of(Status.TIMEOUT);
      case "RUN-ERROR", "RUN-TIME-ERROR", "RUNTIME-ERROR", "RTE" ->
          Optional.of(Status.RUNTIME_ERROR);
      case "COMPILER-ERROR", "COMPILE-ERROR", "COMPILATION-ERROR", "CE" ->
          Optional.of(Status.COMPILATION_ERROR);
      case "MEMORY-LIMIT", "MEMORY-LIMIT-EXCEEDED", "MLE" -> Optional.of(Status.MEMORY_EXCEEDED);
      case "OUTPUT-LIMIT", "OUTPUT-LIMIT-EXCEEDED", "OLE" -> Optional.of(Status.OUTPUT_EXCEEDED);
      case "SECURITY-VIOLATION" -> Optional.of(Status.SECURITY_VIOLATION);
      default -> Optional.empty();
    };
  }
}
