package gavel.worker.guest.pool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a snapshot is called: a hash of all that it depends on, so that what changed leads to
 * another.
 */
final class SnapshotName {
  /** To be raised when what is kept, or how, changes. */
  private static final String FORMAT = "1";

  private static final int LENGTH = 24;
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Pattern WHAT_KIND = Pattern.compile("(model name|flags|microcode)\\s*:.*");

  private SnapshotName() {}

  /**
   * Of the machines that these words and files describe.
   *
   * @param words their settings, the monitor's version, and the processor where it matters
   * @param files the image
   */
  static String of(List<String> words, List<Path> files) throws IOException {
    try (DigestOutputStream all =
        new DigestOutputStream(OutputStream.nullOutputStream(), digest())) {
      add(all, FORMAT);
      for (String word : words) {
        add(all, word);
      }
      for (Path file : files) {
        Files.copy(file, all);
      }
      return HexFormat.of().formatHex(all.getMessageDigest().digest()).substring(0, LENGTH);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private static void add(OutputStream all, String text) throws IOException {
    all.write((text + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** What the monitor says of itself. */
  static String version(String program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program, "--version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    try (InputStream said = process.getInputStream()) {
      String version = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0 || version.isBlank()) {
        throw new IOException(program + " does not say its version");
      }
      return version;
    }
  }

  /** What there is to be known of the processor that runs the guests. */
  static String processor() throws IOException {
    return Files.readAllLines(PROCESSORS, StandardCharsets.UTF_8).stream()
        .filter(line -> WHAT_KIND.matcher(line).matches())
        .distinct()
        .collect(Collectors.joining("\n"));
  }
}
