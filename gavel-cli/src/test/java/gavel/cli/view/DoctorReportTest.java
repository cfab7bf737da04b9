package gavel.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
  private static ObjectNode report(boolean ok) {
    ObjectNode report = StrictJson.object().put("ok", ok);
    ArrayNode checks = report.putArray("checks");
    checks
        .addObject()
        .put("kind", "kernel")
        .put("name", "pidfd")
        .put("status", "ok")
        .put("detail", "signals")
        .putNull("fix");
    checks
        .addObject()
        .put("kind", "noise")
        .put("name", "swap")
        .put("status", ok ? "warn" : "missing")
        .put("detail", "1 area")
        .put("fix", "swapoff -a");
    return report;
  }

  @Test
  void eachKindHasAHeading() {
    assertThat(new DoctorReport(false).text(report(true)).lines())
        .containsExactly(
            "kernel",
            "  ok       pidfd  signals",
            "",
            "noise",
            "  warn     swap   1 area",
            "                  -> swapoff -a",
            "",
            "This machine can judge; warnings: 1.");
  }

  @Test
  void whatIsMissingIsCounted() {
    assertThat(new DoctorReport(false).text(report(false)))
        .endsWith("This machine cannot judge everything: of what is needed, 1 thing is missing.");
  }

  @Test
  void coloursOnlyWhereTheyAreWanted() {
    assertThat(new DoctorReport(true).text(report(true))).contains("\033[33mwarn   \033[0m");
    assertThat(new DoctorReport(false).text(report(true))).doesNotContain("\033");
  }
}
