package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in docker/observability, as far as it can be looked at without a worker. */
class ObservabilityFilesTest {
  private static final Path FILES = Path.of("../docker/observability");

  private static JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(FILES.resolve(name).toFile());
  }

  @Test
  void everyAlertSaysWhatToDo() throws IOException {
    String documents = Files.readString(Path.of("../docs/operations.md"));
    JsonNode rules = yaml("alerts.yml").path("groups").path(0).path("rules");
    assertThat(rules).hasSizeGreaterThan(10);
    for (JsonNode rule : rules) {
      String name = rule.path("alert").asText();
      assertThat(documents).contains("`" + name + "`");
      assertThat(rule.path("expr").asText()).as(name).isNotEmpty();
      assertThat(rule.path("annotations").path("summary").asText()).as(name).isNotEmpty();
      assertThat(rule.path("labels").path("severity").asText())
          .as(name)
          .isIn("critical", "warning", "info");
    }
  }

  @Test
  void prometheusReadsTheAlerts() throws IOException {
    JsonNode file = yaml("prometheus.yml").path("rule_files").path(0);
    assertThat(FILES.resolve(file.asText())).exists();
  }

  @Test
  void theDashboardAsksTheChosenDataSource() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(FILES.resolve("grafana/gavel-workers.json").toFile());
    assertThat(dashboard.path("templating").path("list").path(0).path("type").asText())
        .isEqualTo("datasource");
    List<Integer> ids = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      ids.add(panel.path("id").asInt());
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
        assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
  }
}
