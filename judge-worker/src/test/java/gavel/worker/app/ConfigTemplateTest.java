package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written about keys names all of them, and nothing that is none. */
class ConfigTemplateTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir Path directory;

  @Test
  void everyKeyStandsInTheTemplateAndIsUnderstood() throws Exception {
    Path file = directory.resolve("worker.yaml");
    Files.writeString(file, ConfigTemplate.text().replaceAll("(?m)^  #([a-z_.]+:.*)$", "  $1"));
    List<String> keys = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    ConfigFile.read(file, (key, _, _) -> keys.add(key), problems);
    assertThat(problems).isEmpty();
    List<String> known = Arrays.stream(ConfigKey.values()).map(ConfigKey::key).toList();
    assertThat(known).containsAll(keys);
    assertThat(keys).contains("kafka.group", "problems.store.cache");
    for (ConfigKey key : ConfigKey.values()) {
      assertThat(ConfigTemplate.text()).contains(key.explained());
    }
  }

  @Test
  void theExampleIsTheTemplate() throws Exception {
    assertThat(DOCS.resolve("examples/worker.yaml"))
        .as("gavel worker --print-config-template > docs/examples/worker.yaml")
        .hasContent(ConfigTemplate.text());
  }

  @Test
  void theTableOfKeysHasAllOfThemAndNoOther() throws Exception {
    List<String> documented =
        Pattern.compile("(?m)^\\| `([a-z]+\\.[a-z_.]+)` \\|")
            .matcher(Files.readString(DOCS.resolve("configuration.md")))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();
    assertThat(documented)
        .as("the table in docs/configuration.md")
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConfigKey.values()).map(ConfigKey::key).toList());
  }
}
