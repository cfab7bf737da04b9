package gavel.bench.checker;

import gavel.testcases.validator.ValidatorFlags;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** An answer and an output that is right, of which the output has at least so many bytes. */
enum Pair {
  /** The same bytes, as most outputs that are right have. */
  EQUAL_TOKENS("tokens, byte for byte the same", "", 300) {
    @Override
    void next(SplittableRandom random, StringBuilder answer, StringBuilder output) {
      int start = answer.length();
      words(random, answer);
      output.append(answer, start, answer.length());
    }
  },
  /** The same tokens between other white space: each has to be looked at by itself. */
  SPACED_TOKENS("tokens, other white space", "", 300) {
    @Override
    void next(SplittableRandom random, StringBuilder answer, StringBuilder output) {
      int start = answer.length();
      words(random, answer);
      output.append(answer.substring(start).replace(" ", "  ").replace("\n", " \r\n"));
    }
  },
  /** The same numbers. */
  EQUAL_NUMBERS("numbers, byte for byte the same", "float_tolerance 1e-6", 300) {
    @Override
    void next(SplittableRandom random, StringBuilder answer, StringBuilder output) {
      String number = String.format(Locale.ROOT, "%.9f%n", random.nextDouble(-1e6, 1e6));
      answer.append(number);
      output.append(number);
    }
  },
  /** Numbers that differ, but not by more than they may. */
  CLOSE_NUMBERS("numbers within their tolerance", "float_tolerance 1e-6", 60) {
    @Override
    void next(SplittableRandom random, StringBuilder answer, StringBuilder output) {
      double number = random.nextDouble(-1e6, 1e6);
      answer.append(String.format(Locale.ROOT, "%.9f%n", number));
      output.append(String.format(Locale.ROOT, "%.9f%n", number + 1e-7));
    }
  };

  private static final int WORDS = 10;
  private static final int CHUNK = 1 << 16;
  private final String title;
  private final String flags;
  private final int target;

  Pair(String title, String flags, int target) {
    this.title = title;
    this.flags = flags;
    this.target = target;
  }

  /** Adds a line to both. */
  abstract void next(SplittableRandom random, StringBuilder answer, StringBuilder output);

  private static void words(SplittableRandom random, StringBuilder to) {
    for (int word = 0; word < WORDS; word++) {
      to.append(random.nextInt()).append(word + 1 < WORDS ? ' ' : '\n');
    }
  }

  String title() {
    return title;
  }

  ValidatorFlags flags() {
    return ValidatorFlags.parse(flags).flags();
  }

  /** What the check is to make at least, in MiB a second. */
  int target() {
    return target;
  }

  /** Writes both; the same bytes each time. */
  void write(Path answer, Path output, long bytes) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder answers = new StringBuilder();
    StringBuilder outputs = new StringBuilder();
    long written = 0;
    try (OutputStream toAnswer = new BufferedOutputStream(Files.newOutputStream(answer));
        OutputStream toOutput = new BufferedOutputStream(Files.newOutputStream(output))) {
      while (written < bytes) {
        next(random, answers, outputs);
        if (outputs.length() > CHUNK) {
          written += outputs.length();
          toAnswer.write(answers.toString().getBytes(StandardCharsets.US_ASCII));
          toOutput.write(outputs.toString().getBytes(StandardCharsets.US_ASCII));
          answers.setLength(0);
          outputs.setLength(0);
        }
      }
    }
  }
}
