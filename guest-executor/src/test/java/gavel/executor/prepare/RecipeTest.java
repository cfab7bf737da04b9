package gavel.executor.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.Shortcut;
import gavel.executor.compile.SourceFile;
import gavel.model.RunLimits;
import gavel.model.language.LanguageDefinition;
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

class RecipeTest {
  private static final String WHOLE = "#include <bits/stdc++.h>\nint main() {}\n";

  private static LanguageDefinition language(String id) {
    return Languages.bundled().byId(id).orElseThrow();
  }

  private static Recipe recipe(String id) {
    return Recipe.of(language(id)).orElseThrow();
  }

  private static CompileJob job(String id, List<String> flags, SourceFile... files) {
    return new CompileJob(
        language(id), List.of(files), Optional.empty(), RunLimits.compiler(), flags);
  }

  private static SourceFile file(String name, String text) {
    return new SourceFile(name, Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theHeaderIsMadeWithTheFlagsOfTheLanguage() {
    assertThat(recipe("cpp17").argv())
        .endsWith("/usr/bin/g++", "-std=gnu++17", "-O2", "-pipe", "-static");
    assertThat(recipe("cpp17").id()).isNotEqualTo(recipe("cpp").id()).hasSize(64);
    assertThat(recipe("cpp").shortcut("/prepared/x").environment())
        .containsEntry("CPLUS_INCLUDE_PATH", "/prepared/x");
  }

  @Test
  void theHeaderIsForProgramsThatBeginWithItAndHaveNoFlags() throws IOException {
    Recipe header = recipe("cpp");
    assertThat(header.suits(job("cpp", List.of(), file("a.cpp", WHOLE), file("a.h", "x"))))
        .isTrue();
    assertThat(header.suits(job("cpp", List.of("-O3"), file("a.cpp", WHOLE)))).isFalse();
    assertThat(header.suits(job("cpp", List.of(), file("a.cpp", WHOLE), file("b.cc", "int x;"))))
        .isFalse();
  }

  @Test
  void javacGetsItsArchiveBehindItsName() {
    assertThat(recipe("java").argv().get(1)).startsWith("-J-XX:ArchiveClassesAtExit=");
    assertThat(recipe("java").argv()).endsWith("Main.java");
    Shortcut shortcut = recipe("java").shortcut("/prepared/x");
    assertThat(shortcut.words())
        .first()
        .isEqualTo("-J-XX:SharedArchiveFile=/prepared/x/compiler.jsa");
    assertThat(shortcut.says()).isTrue();
  }

  @Test
  void kotlincKeepsItsOptions() {
    assertThat(recipe("kotlin").shortcut("/prepared/x").environment().get("JAVA_OPTS"))
        .contains("-Xmx1024m")
        .contains("-XX:SharedArchiveFile=/prepared/x/compiler.jsa");
  }

  @Test
  void eachKotlinHasAnArchiveOfItsOwn() {
    assertThat(recipe("kotlin2").argv().getFirst()).isEqualTo("/usr/local/lib/kotlinc/bin/kotlinc");
    assertThat(recipe("kotlin2").environment().get("JAVA_OPTS"))
        .contains("-XX:ArchiveClassesAtExit=");
    assertThat(recipe("kotlin2").id()).isNotEqualTo(recipe("kotlin").id());
  }

  @Test
  void goIsPreparedForUnlessItBringsItsLibraryCompiled(@TempDir Path home) throws IOException {
    Path go = Files.createFile(Files.createDirectory(home.resolve("bin")).resolve("go"));
    assertThat(GoCache.hasCompiledLibrary(go)).isFalse();
    Path packages = Files.createDirectories(home.resolve("pkg/linux_amd64"));
    assertThat(GoCache.hasCompiledLibrary(go)).isFalse();
    Files.createFile(packages.resolve("fmt.a"));
    assertThat(GoCache.hasCompiledLibrary(go)).isTrue();
    Recipe cache = new GoCache(language("go"));
    assertThat(cache.argv()).containsExactly("/usr/bin/go", "build", "std");
    assertThat(cache.shortcut("/prepared/x").environment())
        .containsEntry("GOCACHE", "/prepared/x/cache");
  }

  @Test
  void nothingIsMadeForOthers() {
    assertThat(Recipe.of(language("c"))).isEmpty();
    assertThat(Recipe.of(language("python"))).isEmpty();
    assertThat(Recipe.of(language("rust"))).isEmpty();
  }
}
