package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says of docker/observability; its promtool is of Debian's prometheus. */
class AlertRulesIT {
  private static final Path FILES = Path.of("../docker/observability");

  private static void assertPasses(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("promtool"));
    all.addAll(List.of(command));
    Process promtool =
        new ProcessBuilder(all).directory(FILES.toFile()).redirectErrorStream(true).start();
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).contains("SUCCESS");
  }

  private static JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(FILES.resolve(name).toFile());
  }

  @Test
  void prometheusTakesTheFiles() throws Exception {
    assertPasses("check", "config", "prometheus.yml");
    assertPasses("check", "config", "prometheus.compose.yml");
    assertPasses("check", "rules", "alerts.yml");
  }

  @Test
  void alertsAreThereWhenTheyShouldBeAndNotBefore() throws Exception {
    assertPasses("test", "rules", "alerts.test.yml");
  }

  @Test
  void everyAlertIsTestedBothWays() throws Exception {
    Set<String> there = new TreeSet<>();
    Set<String> notThere = new TreeSet<>();
    for (JsonNode test : yaml("alerts.test.yml").path("tests")) {
      for (JsonNode alert : test.path("alert_rule_test")) {
        Set<String> group = alert.path("exp_alerts").isEmpty() ? notThere : there;
        group.add(alert.path("alertname").asText());
      }
    }
    Set<String> alerts = new TreeSet<>();
    yaml("alerts.yml")
        .path("groups")
        .forEach(
            group -> group.path("rules").forEach(rule -> alerts.add(rule.path("alert").asText())));
    assertThat(there).isEqualTo(alerts);
    assertThat(notThere).isEqualTo(alerts);
  }

  /** Each is written as a rule, with what Grafana puts in. */
  @Test
  void theDashboardsQueriesAreQueries(@TempDir Path directory) throws Exception {
    JsonNode dashboard =
        new ObjectMapper().readTree(FILES.resolve("grafana/gavel-workers.json").toFile());
    ObjectNode file = new ObjectMapper().createObjectNode();
    ArrayNode rules =
        file.putArray("groups").addObject().put("name", "dashboard").putArray("rules");
    for (JsonNode query : dashboard.findValues("expr")) {
      String text = query.asText().replace("$__rate_interval", "1m");
      rules.addObject().put("record", "query:" + rules.size()).put("expr", text);
    }
    assertThat(rules).hasSizeGreaterThan(20);
    Path written = Files.writeString(directory.resolve("rules.yml"), file.toString());
    assertPasses("check", "rules", "--lint=none", written.toString());
  }
}
