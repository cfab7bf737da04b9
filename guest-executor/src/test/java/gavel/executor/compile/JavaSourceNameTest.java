package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.RunLimits;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaSourceNameTest {
  private static final LanguageDefinition JAVA = Languages.bundled().byId("java").orElseThrow();
  private static final LanguageDefinition PYTHON = Languages.bundled().byId("python").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          public class Foo {} | Foo
          package a.b; import x.Y; public final class Foo<T> extends Bar<T> {} | Foo
          class A {} public interface B {} | B
          class A { public class Inner {} } public enum B { X } | B
          public record Point(int x, int y) {} | Point
          public @interface Marker {} | Marker
          public abstract sealed class S permits T {} | S
          /* public class No {} */ // public class No {} \\n public class Yes {} | Yes
          class A { String s = "public class No {"; char c = '"'; } public class Yes {} | Yes
          class A { String s = "\\\\"; } public class Yes {} | Yes
          @Deprecated @SuppressWarnings({"a", "public class No"}) public strictfp class Yes {} | Yes
          class A { static public int f(int[] x) { return x[0]; } } public class Über {} | Über
          public class $_1 { } | $_1
          """)
  void thePublicTypeOutsideOfAllOthers(String source, String name) {
    assertThat(JavaSourceName.publicType(source.replace("\\n", "\n"))).contains(name);
  }

  @Test
  void textBlocksAreSkipped() {
    String source =
        "class A { String s = \"\"\"\n  \\\"\"\" public class No { \" }\n\"\"\"; } public class B {}";
    assertThat(JavaSourceName.publicType(source)).contains("B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "class A {}",
        "public",
        "public class",
        "public class {",
        "\"",
        "'",
        "/*",
        "//",
        "\"\"\"",
        "\"\\",
        "class A { public class Inner {} }",
        "void main() { }",
        "public static int x; class A {}"
      })
  void noneWhereThereIsNone(String source) {
    assertThat(JavaSourceName.publicType(source)).isEmpty();
  }

  private static CompileJob job(LanguageDefinition language, String... namesAndTexts) {
    java.util.ArrayList<SourceFile> files = new java.util.ArrayList<>();
    for (int at = 0; at < namesAndTexts.length; at += 2) {
      byte[] text = namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8);
      files.add(new SourceFile(namesAndTexts[at], Body.ofBytes("code", text)));
    }
    return new CompileJob(language, files, Optional.empty(), RunLimits.compiler());
  }

  private static List<String> names(CompileJob job) throws IOException {
    return JavaSourceName.applyTo(job).files().stream().map(SourceFile::name).toList();
  }

  @Test
  void anOnlySourceIsRenamed() throws IOException {
    assertThat(names(job(JAVA, "Main.java", "public class Foo {}"))).containsExactly("Foo.java");
    assertThat(names(job(JAVA, "Main.java", "class Foo {}"))).containsExactly("Main.java");
    assertThat(names(job(JAVA, "a/Foo.java", "public class Foo {}"))).containsExactly("a/Foo.java");
    assertThat(names(job(JAVA, "notes.txt", "public class Foo {}"))).containsExactly("notes.txt");
  }

  @Test
  void invisibleCharactersNameNoFile() throws IOException {
    for (int invisible : new int[] {0, 1, 0x7f, 0xad, 0x200b, 0xfeff}) {
      String source = "public class F" + Character.toString(invisible) + "oo {}";
      assertThat(names(job(JAVA, "Main.java", source)))
          .as("U+%04X", invisible)
          .containsExactly("Main.java");
    }
  }

  @Test
  void aNameLongerThanThoseOfFilesIsNotTaken() throws IOException {
    assertThat(names(job(JAVA, "Main.java", "public class " + "\u4e2d".repeat(82) + " {}")))
        .containsExactly("Main.java");
    assertThat(names(job(JAVA, "Main.java", "public class " + "c".repeat(200) + " {}")))
        .containsExactly("c".repeat(200) + ".java");
  }

  @Test
  void severalSourcesAndOtherLanguagesKeepTheirNames() throws IOException {
    assertThat(names(job(JAVA, "B.java", "public class X {}", "A.java", "class Y {}")))
        .containsExactly("A.java", "B.java");
    assertThat(names(job(PYTHON, "main.py", "public class X"))).containsExactly("main.py");
  }
}
