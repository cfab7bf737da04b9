package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.compile.EntryPoint.Found;
import gavel.executor.compile.EntryPoint.Missing;
import gavel.model.RunLimits;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPointTest {
  @TempDir Path box;

  private static CompileJob job(String language, Optional<String> entrypoint, String... names) {
    List<SourceFile> files =
        java.util.Arrays.stream(names)
            .map(name -> new SourceFile(name, Body.ofBytes(name, new byte[0])))
            .toList();
    return new CompileJob(
        Languages.bundled().byId(language).orElseThrow(), files, entrypoint, RunLimits.compiler());
  }

  private static EntryPoint of(CompileJob job, Path box) throws IOException {
    return EntryPoint.amongSources(job).afterCompiling(job, box);
  }

  @ParameterizedTest
  @CsvSource({
    "b.py a.py, a.py",
    "b.py main.py a.py, main.py",
    "a.py __main__.py, __main__.py",
    "a.py lib/main.py, lib/main.py",
    "main.txt z.py, z.py",
    "deep/a.py b.py, b.py",
    "mainly.py z.py, mainly.py",
    "a.py main.py lib/main.py, main.py",
  })
  void mainElseTheFirst(String names, String entry) throws IOException {
    CompileJob job = job("python", Optional.empty(), names.split(" ", -1));
    assertThat(of(job, box)).isEqualTo(new Found(entry));
  }

  @Test
  void asNamed() throws IOException {
    assertThat(of(job("python", Optional.of("b.py"), "main.py", "b.py"), box))
        .isEqualTo(new Found("b.py"));
    assertThat(of(job("python", Optional.of("../x.py"), "main.py"), box))
        .isEqualTo(new Missing("there is no file ../x.py to start"));
    assertThat(of(job("c", Optional.empty(), "main.c"), box)).isEqualTo(new Found(""));
  }

  @Test
  void theClassWithMain() throws IOException {
    CompileJob any = job("java", Optional.empty(), "A.java");
    assertThat(of(any, box)).isEqualTo(new Missing("no class with a main method"));
    put("A", "main");
    put("Other", "start");
    put("z.Z", "main");
    assertThat(of(any, box)).isEqualTo(new Found("A"));
    assertThat(of(job("java", Optional.of("z/Z"), "A.java"), box)).isEqualTo(new Found("z.Z"));
    assertThat(of(job("java", Optional.of("Other"), "A.java"), box))
        .isEqualTo(new Missing("there is no class Other with a main method"));
    put("b.Main", "main");
    assertThat(of(any, box)).isEqualTo(new Found("b.Main"));
  }

  @ParameterizedTest
  @CsvSource({
    "unit a;, program B;, b.pas",
    "program a;, program B;, a.pas",
    "{ program x } (* y *) UNIT a;, // c, b.pas",
    "var x: integer;, unit b;, a.pas",
    "unit a;, unit b;, a.pas"
  })
  void theSourceThatIsAProgram(String a, String b, String entry) throws IOException {
    CompileJob job =
        new CompileJob(
            Languages.bundled().byId("pascal").orElseThrow(),
            List.of(source("a.pas", a), source("b.pas", b)),
            Optional.empty(),
            RunLimits.compiler());
    assertThat(of(job, box)).isEqualTo(new Found(entry));
  }

  private static SourceFile source(String name, String text) {
    return new SourceFile(name, Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private void put(String name, String method) throws IOException {
    Path file = box.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, MainClassesTest.classFile(name, 61, method, "([Ljava/lang/String;)V", 9));
  }
}
