package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.LimitsOverride;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles the hostile corpus' attacks on compilers, and runs what compiles: such a program looks
 * for what its compilation may have done, and then ends well only if it finds nothing. A folder is
 * one submission of several files. The first line of a source, of {@code main.*} in a folder, says
 * what comes of it; the grammar is that of all hostile programs, and is checked with them.
 */
@Tag("sandbox")
class HostileSourcesIT {
  private static final Path SOURCES = Path.of("../sandbox/src/test/hostile/compile");
  private static final ByteSize MEMORY = ByteSize.ofMiB(256);
  private static final ByteSize FILES = ByteSize.ofMiB(64);

  /** What a compiler finds in its environment. */
  private static final Set<String> KNOWN = Set.of("_", "PATH", "HOME", "TMPDIR", "LANG", "PWD");

  private static final RunLimits PROGRAM =
      RunLimits.contestant(Duration.ofSeconds(2)).withWallTime(Duration.ofSeconds(20));

  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  /** A virtual machine takes its time to start. */
  private static RunLimits compiler(String language) {
    return RunLimits.compiler().toBuilder()
        .cpuTime(Duration.ofMillis(language.equals("java") ? 2500 : 800))
        .wallTime(Duration.ofSeconds(20))
        .memory(MEMORY)
        .fileSize(FILES)
        .tmpSize(FILES)
        .boxSize(FILES)
        .build();
  }

  static List<Path> submissions() throws IOException {
    try (Stream<Path> all = Files.list(SOURCES)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("submissions")
  void endsAsItsFirstLineSays(Path submission) throws Exception {
    List<Path> files = filesOf(submission);
    Path first = files.getFirst();
    try (TestPeer peer = executor.connect()) {
      Compiled compiled = peer.compile(request(submission, files), bodies(submission, files));
      String outcome = outcome(compiled);
      assertThat(expected(first)).as("%s", compiled).contains(outcome);
      assertThat(compiled.output()).doesNotContain(ofThisProcess());
      if (compiled.status() == Status.SUCCESS) {
        String artifact = Objects.requireNonNull(compiled.artifact());
        Ran ran = peer.run(Programs.run("run", artifact, LimitsOverride.all(PROGRAM)));
        assertThat(ran.status()).as("%s", ran).isEqualTo(Status.SUCCESS);
      }
    }
    executor.assertIdle();
  }

  /** Nothing of the executor's own environment comes to light. */
  private static List<String> ofThisProcess() {
    return System.getenv().keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .map(name -> name + "=")
        .toList();
  }

  /** The one whose first line counts is the first. */
  private static List<Path> filesOf(Path submission) throws IOException {
    try (Stream<Path> files = Files.walk(submission)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(
              Comparator.comparing((Path file) -> !isMain(file))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static boolean isMain(Path file) {
    return name(file).toLowerCase(Locale.ROOT).startsWith("main.");
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }

  private static String nameIn(Path submission, Path file) {
    return submission.equals(file) ? name(file) : submission.relativize(file).toString();
  }

  private static Compile request(Path submission, List<Path> files) {
    String language =
        Languages.bundled().all().stream()
            .filter(each -> each.claims(name(files.getFirst())))
            .findFirst()
            .orElseThrow()
            .id();
    List<String> names = files.stream().map(file -> nameIn(submission, file)).toList();
    return new Compile("compile", language, names, null, LimitsOverride.all(compiler(language)));
  }

  private static Body[] bodies(Path submission, List<Path> files) throws IOException {
    List<Body> bodies = new ArrayList<>();
    for (Path file : files) {
      bodies.add(Body.ofBytes(nameIn(submission, file), Files.readAllBytes(file)));
    }
    return bodies.toArray(Body[]::new);
  }

  private static String outcome(Compiled compiled) {
    String reason = compiled.reason() == null ? "" : " (" + compiled.reason() + ")";
    return compiled.status().json() + reason;
  }

  private static List<String> expected(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String line = text.substring(0, text.indexOf('\n'));
    return List.of(
        line.substring(line.indexOf("expect: ") + "expect: ".length()).split(" or ", -1));
  }
}
