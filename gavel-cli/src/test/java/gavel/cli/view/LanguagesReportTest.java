package gavel.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.cli.view.LanguagesReport.Row;
import gavel.model.language.Languages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguagesReportTest {
  private static Row row(String id, String version) {
    return new Row(
        Languages.bundled().byId(id).orElseThrow(),
        Optional.of(version).filter(each -> !each.isEmpty()));
  }

  @Test
  void whatIsMissingComesWithOneCommand() {
    LanguagesReport report =
        new LanguagesReport(List.of(row("cpp", "g++ 12"), row("pypy", ""), row("rust", "")));
    assertThat(report.text().lines())
        .hasSize(6)
        .contains(
            "To install what Debian has of the rest: "
                + "apt-get install --no-install-recommends gcc libc6-dev pypy3 rustc")
        .anyMatch(line -> line.matches("pypy .* as python +no"));
    assertThat(report.json().path("install").asText()).endsWith(" pypy3 rustc");
    assertThat(report.json().path("languages").path(1).path("installed").asBoolean()).isFalse();
  }

  @Test
  void nothingIsToBeInstalledOfWhatDebianHasNot() {
    LanguagesReport report = new LanguagesReport(List.of(row("zig", ""), row("c", "gcc 12")));
    assertThat(report.text()).contains("not in Debian").doesNotContain("apt-get");
    assertThat(report.json().path("install").isNull()).isTrue();
  }

  @Test
  void whatAptDoesNotInstallHasALineOfItsOwn() {
    LanguagesReport report =
        new LanguagesReport(List.of(row("kotlin2", ""), row("pypy", ""), row("zig", "0.13")));
    assertThat(report.text())
        .contains("install-recommends pypy3")
        .endsWith("To install Kotlin 2: config/install-kotlin, as root")
        .doesNotContain("Zig:");
    assertThat(report.json().path("languages").path(0).path("install").asText())
        .isEqualTo("config/install-kotlin, as root");
    assertThat(report.json().path("languages").path(1).path("install").isNull()).isTrue();
  }
}
