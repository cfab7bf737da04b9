package gavel.model.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.json.InvalidField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  private static final String SOUND =
      "c: {name: C, extensions: [c], source: main.c, entry: none, run: [/x], version: [/x],"
          + " packages: [gcc], probe: p}\n";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "main.cpp,cpp",
    "x/y.cc,cpp",
    "a.C,cpp",
    "a.c,c",
    "Main.java,java",
    "m.py,python",
    "m.py3,python",
    "a.c++,cpp",
    "a.cxx,cpp",
    "a.mjs,javascript",
    "a.ts,typescript",
    "a.p,pascal",
    "a.pp,pascal",
    "a.f95,fortran",
    "a.ads,ada",
    "a.plg,prolog",
    "a.pro,prolog",
    "a.pl,perl",
    "a.R,r",
    "a.lsp,lisp",
    "a.sh,bash",
    "a.cs,csharp"
  })
  void theExtensionTellsTheLanguage(String file, String id) {
    assertThat(Languages.bundled().byFile(file).orElseThrow().id()).isEqualTo(id);
  }

  @Test
  void otherFilesBelongToNoLanguage() {
    for (String file : new String[] {"Makefile", "a.h", "c", ".c/x", "a.txt"}) {
      assertThat(Languages.bundled().byFile(file)).as(file).isEmpty();
    }
  }

  @Test
  void inPackagesAVariantStandsForALanguageWhereItIsInstalled() throws IOException {
    Languages bundled = Languages.bundled();
    LanguageDefinition python = bundled.byId("python").orElseThrow();
    LanguageDefinition pypy = bundled.byId("pypy").orElseThrow();
    assertThat(bundled.inPackages(python, _ -> true)).isEqualTo(pypy);
    assertThat(bundled.inPackages(python, _ -> false)).isEqualTo(python);
    assertThat(bundled.inPackages(pypy, _ -> true)).isEqualTo(pypy);
    assertThat(read("pypy: false").inPackages(python, _ -> true)).isEqualTo(python);
    Languages plain = read("python: {in_packages: null}");
    LanguageDefinition other = plain.byId("python").orElseThrow();
    assertThat(plain.inPackages(other, _ -> true)).isEqualTo(other);
  }

  @Test
  void inPackagesKotlinIsANewerOneThanDebiansWhereItIsInstalled() {
    Languages bundled = Languages.bundled();
    LanguageDefinition found = bundled.byFile("a.kt").orElseThrow();
    LanguageDefinition kotlin2 = bundled.byId("kotlin2").orElseThrow();
    assertThat(found.id()).isEqualTo("kotlin");
    assertThat(bundled.inPackages(found, _ -> true)).isEqualTo(kotlin2);
    assertThat(bundled.inPackages(found, each -> !each.equals(kotlin2))).isEqualTo(found);
    assertThat(kotlin2.installCommand()).contains("config/install-kotlin, as root");
  }

  @Test
  void whatTakesAnyFileIsOnlyTakenByName() throws IOException {
    LanguageDefinition script = Languages.bundled().byId("script").orElseThrow();
    assertThat(script.isOnlyTakenByName()).isTrue();
    assertThat(script.claims("build")).isTrue();
    assertThat(script.claims("lib/x.h")).isTrue();
    assertThat(Languages.bundled().byFile("run")).isEmpty();
    Languages alone = read("bundled: false\n" + SOUND.replace("[c]", "[]"));
    assertThat(alone.byFile("a.c")).isEmpty();
    assertThat(alone.all().getFirst().claims("a.c")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X: {name: C} | X | | must match",
        "x: {name: C} | x.extensions | | run is missing",
        "c: 5 | c | | is not a map",
        "c: {run: []} | c.run | | is empty",
        "c: {run: [gcc]} | c.run | | absolute path",
        "c: {source: main.x} | c.source | | one of the extensions",
        "c: {extensions: [.c]} | c.extensions | | without the dot",
        "c: {install: ''} | c.install | | one line",
        "c: {processes: 0} | c.processes | | over 0",
        "c: {time_multiplier: 0} | c.time_multiplier | | over 0",
        "c: {time_multiplier: 101} | c.time_multiplier | | at most 100",
        "c: {time_multiplier: x} | c.time_multiplier | | ''",
        "perl: {marks: '('} | perl.marks | | regular expression",
        "x: {variant_of: nothing} | x.variant_of | | no language",
        "c: {in_packages: cpp} | c.in_packages | | no variant of it",
        "bundled: 1 | bundled | | true or false",
        "'c: {' | '' | | not YAML",
        "[] | '' | | is not a map"
      })
  void whatIsWrongIsNamed(String yaml, String field, String unused, String message)
      throws IOException {
    Path file = Files.writeString(dir.resolve("languages.yaml"), yaml);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> Languages.read(file))
        .satisfies(refused -> assertThat(refused.field()).startsWith(field))
        .withMessageContaining(message);
  }

  @Test
  void anUnknownKeyIsNamed() {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> read(SOUND.replace("name:", "nmae: x, name:")))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("c.nmae"));
  }

  @Test
  void allThatIsWrongIsNamed() {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> read("c: {run: [], processes: -1}\ngo: {colour: red}\nx: 1\n"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("c.run"))
        .withMessageContainingAll(
            "is empty",
            "processes must be over 0",
            "go.colour is not known here",
            "x is not a map");
  }

  @Test
  void anExtensionBelongsToOneLanguage() {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> read("bundled: false\n" + SOUND + SOUND.replace("c: {name", "d: {name")))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("d.extensions"))
        .withMessageContaining("'c' belongs to c already");
  }

  @Test
  void aFileChangesAddsAndRemoves() throws IOException {
    Languages bundled = Languages.bundled();
    Languages read =
        read(
            "pascal: false\ngo: {time_multiplier: 2.5}\nc99: {variant_of: c, name: C99}\n"
                + SOUND
                    .replace("c: {", "mine: {")
                    .replace("[c]", "[mine]")
                    .replace("main.c", "a.mine"));
    assertThat(read.all()).hasSize(bundled.all().size() + 1);
    assertThat(read.byId("pascal")).isEmpty();
    LanguageDefinition go = read.byId("go").orElseThrow();
    assertThat(go.compile()).isEqualTo(bundled.byId("go").orElseThrow().compile());
    assertThat(go.timeLimit(Duration.ofMillis(1001))).isEqualTo(Duration.ofNanos(2_502_500_000L));
    assertThat(read.byFile("x.c").orElseThrow().id()).isEqualTo("c");
    assertThat(read.byId("c99").orElseThrow().mustBeInstalled()).isFalse();
    assertThat(read.byFile("x.mine").orElseThrow().id()).isEqualTo("mine");
    assertThat(read("bundled: false\n" + SOUND).ids()).isEqualTo("c");
  }

  @Test
  void timeLimitsAreThoseOfProblems() {
    for (LanguageDefinition each : Languages.bundled().all()) {
      assertThat(each.timeLimit(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main :- write(1).",
        ":- initialization(main).",
        "% a comment\n\nmember_of(X, [X|_]) :-\n  true.",
        "sentence --> noun, verb."
      })
  void prologIsToldByItsRules(String text) {
    assertThat(language("a.pl", text)).isEqualTo("prolog");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#!/usr/bin/perl\nprint 1;",
        "use strict;\nmy $x = $y ? 1 :-1;\n",
        "foo($x) :-1;",
        "print \"main :- true.\";"
      })
  void otherwiseItIsPerl(String text) {
    assertThat(language("a.pl", text)).isEqualTo("perl");
  }

  @Test
  void marksAreFoundInLinearTime() {
    assertThat(language("a.pl", "a(" + ") ".repeat(100_000))).isEqualTo("perl");
    assertThat(language("a.pl", " ".repeat(200_000))).isEqualTo("perl");
  }

  private static String ofMost(String... files) {
    Map<String, byte[]> empty = new LinkedHashMap<>();
    for (String file : files) {
      empty.put(file, new byte[0]);
    }
    return Languages.bundled().ofMost(empty).orElseThrow().id();
  }

  @Test
  void aProgramIsInTheLanguageOfMostOfItsFiles() {
    assertThat(ofMost("a.py", "b.cpp", "c.cpp")).isEqualTo("cpp");
    assertThat(ofMost("a.py", "b.cpp", "notes.txt")).isEqualTo("python");
    assertThat(ofMost("debug.py", "Validator.cpp")).isEqualTo("cpp");
    assertThat(Languages.bundled().ofMost(Map.of("notes.txt", new byte[0]))).isEmpty();
  }

  @Test
  void extensionsInCapitalsAreTheSameWhereNobodyClaimsThem() {
    assertThat(language("a.CC", "")).isEqualTo("cpp");
    assertThat(language("a.PY", "")).isEqualTo("python");
    assertThat(language("a.C", "")).isEqualTo("cpp");
    assertThat(language("a.c", "")).isEqualTo("c");
  }

  private static String language(String file, String text) {
    return Languages.bundled()
        .byFile(file, text.getBytes(StandardCharsets.UTF_8))
        .orElseThrow()
        .id();
  }

  private Languages read(String yaml) throws IOException {
    return Languages.read(Files.writeString(dir.resolve("languages.yaml"), yaml));
  }
}
