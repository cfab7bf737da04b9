package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs with scripts build and run, as problem packages bring them. */
@Tag("sandbox")
class ScriptLanguageIT {
  private static final String ECHO_ARGUMENTS =
      """
      #include "x.h"
      int main(int count, char **words) {
        for (int i = 1; i < count; i++) puts(words[i]);
        return CODE;
      }
      """;

  @TempDir static Path temporary;
  private static ExecutorFixture executor;
  private TestPeer peer;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  @BeforeEach
  void connect() throws Exception {
    peer = executor.connect();
  }

  @AfterEach
  void hangUp() throws Exception {
    peer.close();
    executor.assertIdle();
  }

  private Compiled compile(Map<String, String> files) throws IOException {
    Map<String, String> sorted = new TreeMap<>(files);
    Body[] bodies =
        sorted.entrySet().stream()
            .map(file -> body(file.getKey(), file.getValue()))
            .toArray(Body[]::new);
    String[] names = sorted.keySet().toArray(String[]::new);
    return peer.compile(Programs.compile("compile", "script", names), bodies);
  }

  private Ran run(Compiled compiled, String... args) throws IOException {
    assertThat(compiled.status()).as(compiled.output()).isEqualTo(Status.SUCCESS);
    return peer.run(
        new Run(
            "run",
            String.valueOf(compiled.artifact()),
            List.of(args),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Role.JURY),
        body("stdin", "word\n"));
  }

  @Test
  void theProbeEchoes() throws Exception {
    LanguageDefinition script = Programs.language("script");
    assertThat(run(compile(Map.of(script.source(), script.probe()))).exitCode()).isZero();
    assertThat(peer.body("stdout")).isEqualTo("word\n");
    assertThat(peer.execute(Programs.execute("1", "script", "echo $0")).run()).isNotNull();
    assertThat(peer.body("stdout")).isEqualTo("/box/run\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`#!/bin/sh\ngcc -O2 -Ilib -o run src/main.c`",
        "`#!/usr/bin/env bash\nset -euo pipefail\ncd src && gcc -I ../lib main.c -o ../run`",
        "`gcc -Ilib src/main.c -o run`",
        "`#!/usr/bin/python3\nimport subprocess\nsubprocess.check_call(['gcc', '-Ilib', 'src/main.c', '-o', 'run'])`",
        "`tools/compile`",
        "`gcc -Ilib src/main.c -o src/program && ln -s src/program run`",
        "`t=$(mktemp -d) && cp -R lib src $t && (cd $t && gcc -Ilib src/main.c) && cp $t/a.out run && chmod 644 run`"
      })
  void whatBuildMakesIsRun(String build) throws Exception {
    Map<String, String> files =
        Map.of(
            "build",
            build,
            "src/main.c",
            ECHO_ARGUMENTS,
            "lib/x.h",
            "#include <stdio.h>\n#define CODE 42\n",
            "tools/compile",
            "#!/bin/sh\nexec gcc -Ilib src/main.c -o run\n");
    Ran ran = run(compile(files), "a b", "*", "");
    assertThat(ran.exitCode()).isEqualTo(42);
    assertThat(peer.body("stdout")).isEqualTo("a b\n*\n\n");
  }

  @Test
  void runAloneHasItsFilesBesideIt() throws Exception {
    Map<String, String> python =
        Map.of(
            "run",
            """
            #!/usr/bin/env python3
            import sys
            from parts.judge import verdict
            sys.exit(verdict(sys.stdin.read(), open('/box/data/word').read()))
            """,
            "parts/__init__.py",
            "",
            "parts/judge.py",
            "def verdict(a, b): return 42 if a == b else 43",
            "data/word",
            "word\n");
    assertThat(run(compile(python)).exitCode()).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "build | `echo told; echo why >&2; exit 7` | told,why,exit code 7",
        "build | `true` | no program run",
        "build | `mkdir run` | no program run",
        "build | `ln -s nowhere run` | no program run",
        "build | `gcc nothing.c -o run` | nothing.c",
        "build | `#!/no/such/interpreter` | build",
        "build | `kill -9 $$` | exit code 137",
        "main.c | `int main(void) { return 0; }` | neither a script build nor a program run",
        "build/main.c | `int main(void) { return 0; }` | neither a script build nor a program run"
      })
  void whatDoesNotBuildIsACompilationError(String file, String content, String told)
      throws Exception {
    Compiled compiled = compile(Map.of(file, content));
    assertThat(compiled.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(compiled.output()).contains(told.split(",", -1));
  }

  @Test
  void aBuildThatHangsEndsAtItsLimit() throws Exception {
    Compiled compiled =
        peer.compile(
            new gavel.model.protocol.GuestRequest.Compile(
                "1",
                "script",
                List.of("build"),
                null,
                gavel.model.protocol.LimitsOverride.builder()
                    .wallTime(java.time.Duration.ofSeconds(1))
                    .build()),
            body("build", "sleep 60 & sleep 60"));
    assertThat(compiled.status()).isEqualTo(Status.COMPILATION_ERROR);
    assertThat(compiled.reason()).contains("time limit");
  }

  @Test
  void whatIsNoProgramIsTheProgramsMatter() throws Exception {
    Ran ran = run(compile(Map.of("run", "#!/no/such/interpreter\n")));
    assertThat(ran.status()).isEqualTo(Status.RUNTIME_ERROR);
    assertThat(run(compile(Map.of("run", "exit 43"))).exitCode()).isEqualTo(43);
    Ran killed = run(compile(Map.of("run", "kill -11 $$")));
    assertThat(killed.signalName()).isEqualTo("SIGSEGV");
  }
}
