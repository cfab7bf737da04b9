package gavel.sandbox;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One program of the corpus.
 *
 * @param source its file
 * @param name its path below the corpus' directory
 * @param kind what starts it
 */
record HostileProgram(Path source, String name, Kind kind) {
  private static final RunLimits USUAL =
      RunLimits.contestant(Slowness.of(Duration.ofSeconds(1)))
          .withMemory(ByteSize.ofMiB(96))
          .withWallTime(Duration.ofSeconds(12));

  /** Languages, by the ending of a file's name. */
  enum Kind {
    C("c"),
    JAVA("java"),
    NODE("js"),
    PYTHON("py"),
    SHELL("sh"),
    /** What is below the first line is executed as it is. */
    RAW("raw");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }

    static Kind of(String name) {
      String ending = name.substring(name.lastIndexOf('.') + 1);
      return Arrays.stream(values())
          .filter(kind -> kind.ending.equals(ending))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("No way to run " + name));
    }
  }

  HostileExpectation expectation() throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    return HostileExpectation.parse(
        new String(bytes, 0, endOfFirstLine(bytes), StandardCharsets.UTF_8));
  }

  private static int endOfFirstLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** What is below the first line. */
  byte[] body() throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    int start = Math.min(bytes.length, endOfFirstLine(bytes) + 1);
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  /** Virtual machines get more memory. */
  RunLimits limits() throws IOException {
    boolean machine = kind == Kind.JAVA || kind == Kind.NODE;
    return expectation().limitsOver(machine ? USUAL.withMemory(ByteSize.ofMiB(512)) : USUAL);
  }

  /** The name of its file in the work directory. */
  String fileName() {
    return switch (kind) {
      case C -> name.substring(0, name.length() - 2).replace('/', '.');
      case JAVA, NODE, PYTHON, SHELL, RAW -> name.replace('/', '.');
    };
  }

  /** The name of a Java program's class, which is in the package of its folder. */
  String className() {
    return name.substring(0, name.length() - ".java".length()).replace('/', '.');
  }

  List<String> command() {
    String file = "/box/" + fileName();
    return switch (kind) {
      case C, RAW -> List.of(file);
      case JAVA ->
          List.of(
              javaHome() + "/bin/java",
              "-Xlog:disable",
              "-Xlog:all=warning:stderr",
              "-Xss16m",
              "-Xmx512m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              "/box/classes",
              className());
      case NODE -> List.of("/usr/bin/node", file);
      case PYTHON -> List.of("/usr/bin/python3", file);
      case SHELL -> List.of("/bin/sh", file);
    };
  }

  /** The virtual machine of this test. */
  static String javaHome() {
    try {
      return Path.of(System.getProperty("java.home")).toRealPath().toString();
    } catch (IOException e) {
      throw new IllegalStateException("Tried to find the virtual machine's home: " + e, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
