package gavel.model.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gavel.model.json.InvalidField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  private static final String SOUND =
      "c: {name: C, extensions: [c], source: main.c, entry: none, run: [x], version: [x],"
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
    "m.py3,python"
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C: {} | C | | must match",
        "c: {name: C} | c.extensions | |is missing",
        "c: 5 | c | | is not a map",
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
  void anUnknownKeyIsNamed() throws IOException {
    Path file =
        Files.writeString(dir.resolve("languages.yaml"), SOUND.replace("name:", "nmae: x, name:"));
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> Languages.read(file))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("c.nmae"));
  }

  @Test
  void anExtensionBelongsToOneLanguage() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("languages.yaml"), SOUND + SOUND.replace("c: {name", "d: {name"));
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> Languages.read(file))
        .withMessage("'c' belongs to two languages");
  }
}
