package gavel.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import org.junit.jupiter.api.Test;

class JsonTablesTest {
  @Test
  void plainFieldsMakeALineAndListsMakeTables() {
    ObjectNode report = StrictJson.object().put("bench", "chaos");
    report.putObject("machine").put("cores", 2);
    ArrayNode rows = report.putArray("rows");
    rows.addObject().put("name", "kill").put("median_ms", 1.23456).put("ok", true);
    rows.addObject().put("name", "pause").put("note", "not here");
    report.putArray("samples").addObject().put("runs", 1);
    assertThat(JsonTables.text(report).lines())
        .containsExactly(
            "bench: chaos  cores: 2",
            "",
            "name   median ms  ok   note",
            "kill       1.235  yes",
            "pause                  not here");
  }
}
