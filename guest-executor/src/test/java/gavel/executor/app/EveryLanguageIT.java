package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.LimitsOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples of the problem that is solved in every language, and every probe program; what takes
 * any file is tried by {@link ScriptLanguageIT}.
 */
@Tag("sandbox")
class EveryLanguageIT {
  private static final Path PROBLEM = Path.of("../testcases/samples/largest");
  private static final RunLimits LIMITS =
      RunLimits.contestant(Duration.ofSeconds(20))
          .withWallTime(Duration.ofSeconds(120))
          .withMemory(ByteSize.ofMiB(1024));

  /** Only a machine that is busy with much else needs as much time. */
  private static final LimitsOverride PATIENT =
      LimitsOverride.builder()
          .cpuTime(Duration.ofSeconds(120))
          .wallTime(Duration.ofSeconds(400))
          .build();

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

  static Stream<String> languages() {
    return Languages.bundled().all().stream()
        .filter(language -> !language.takesAnyFile())
        .filter(language -> isOfTheGate(language) || language.missingProgram().isEmpty())
        .map(LanguageDefinition::id);
  }

  /** What neither Debian nor a script of Gavel's brings is judged where it is installed. */
  private static boolean isOfTheGate(LanguageDefinition language) {
    return !language.packages().isEmpty() || installer(language).isPresent();
  }

  private static Optional<String> installer(LanguageDefinition language) {
    return Stream.of(String.valueOf(language.install()).split("[ ,]", -1))
        .filter(word -> word.startsWith("config/"))
        .findFirst();
  }

  @Test
  void theGateInstallsWhateverDebianHas() throws IOException {
    Set<String> installed = packagesOfTheGate();
    assertThat(Languages.bundled().all())
        .allSatisfy(language -> assertThat(installed).containsAll(language.packages()));
  }

  @Test
  void theGateInstallsWhateverAScriptBrings() throws IOException {
    List<String> recipes =
        Files.readAllLines(Path.of("../Makefile")).stream()
            .filter(line -> line.startsWith("\t@config/"))
            .map(line -> line.strip().substring(1).split(" ", -1)[0])
            .toList();
    assertThat(Languages.bundled().all())
        .anySatisfy(language -> assertThat(installer(language)).contains("config/install-kotlin"))
        .allSatisfy(
            language -> assertThat(recipes).containsAll(installer(language).stream().toList()));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void acceptedBrokenAndFailing(String id) throws Exception {
    LanguageDefinition language = Languages.bundled().byId(id).orElseThrow();
    assertThat(language.missingProgram()).isEmpty();
    try (TestPeer peer = executor.connect()) {
      Compiled probe = compile(peer, language, language.source(), language.probe());
      assertThat(probe.status()).as(probe.output()).isEqualTo(Status.SUCCESS);
      assertAnswer(peer, probe, "word\n", "word\n");
      Compiled broken = compile(peer, language, sample("compile_error", language));
      assertThat(broken.status()).as(broken.output()).isEqualTo(Status.COMPILATION_ERROR);
      assertThat(broken.output()).isNotBlank();
      Compiled failing = compile(peer, language, sample("run_time_error", language));
      assertThat(failing.status()).as(failing.output()).isEqualTo(Status.SUCCESS);
      Ran failed = run(peer, failing, "1\n1\n");
      assertThat(failed.status()).as(failed + peer.body("stderr")).isEqualTo(Status.RUNTIME_ERROR);
      Compiled accepted = compile(peer, language, sample("accepted", language));
      assertThat(accepted.status()).as(accepted.output()).isEqualTo(Status.SUCCESS);
      for (Path input : inputs()) {
        Path answer = Path.of(input.toString().replaceFirst("in$", "ans"));
        assertAnswer(peer, accepted, Files.readString(input), Files.readString(answer));
      }
    }
    executor.assertIdle();
  }

  private static Set<String> packagesOfTheGate() throws IOException {
    String makefile = Files.readString(Path.of("../Makefile")).replace("\\\n", " ");
    return makefile
        .lines()
        .filter(line -> line.matches("(BUILD|TEST|LANGUAGE)_PACKAGES = .*"))
        .flatMap(line -> Stream.of(line.split("\\s+", -1)))
        .collect(Collectors.toSet());
  }

  private static Path sample(String kind, LanguageDefinition language) throws IOException {
    try (Stream<Path> files = Files.list(PROBLEM.resolve("submissions").resolve(kind))) {
      List<Path> found =
          files
              .filter(file -> language.claims(file.toString()))
              .filter(file -> isIn(language, file))
              .toList();
      assertThat(found).as(kind + " in " + language.id()).hasSize(1);
      return found.getFirst();
    }
  }

  private static boolean isIn(LanguageDefinition language, Path file) {
    try {
      String found =
          Languages.bundled().byFile(file.toString(), Files.readAllBytes(file)).orElseThrow().id();
      return found.equals(language.id()) || found.equals(language.variantOf());
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.walk(PROBLEM.resolve("data"))) {
      return files.filter(file -> file.toString().endsWith(".in")).sorted().toList();
    }
  }

  private static Compiled compile(TestPeer peer, LanguageDefinition language, Path file)
      throws IOException {
    return compile(peer, language, String.valueOf(file.getFileName()), Files.readString(file));
  }

  private static Compiled compile(
      TestPeer peer, LanguageDefinition language, String name, String text) throws IOException {
    Body source = Programs.body(name, text);
    return peer.compile(
        new gavel.model.protocol.GuestRequest.Compile(
            "compile", language.id(), List.of(name), null, PATIENT),
        source);
  }

  private static Ran run(TestPeer peer, Compiled compiled, String input) throws IOException {
    return peer.run(
        Programs.run("run", String.valueOf(compiled.artifact()), LimitsOverride.all(LIMITS)),
        Programs.body("stdin", input));
  }

  private static void assertAnswer(TestPeer peer, Compiled compiled, String input, String answer)
      throws IOException {
    Ran ran = run(peer, compiled, input);
    assertThat(ran.status()).as(ran + peer.body("stderr")).isEqualTo(Status.SUCCESS);
    assertThat(peer.body("stdout")).isEqualTo(answer);
    System.err.printf("TIMES %s %s%n", compiled, ran);
  }
}
