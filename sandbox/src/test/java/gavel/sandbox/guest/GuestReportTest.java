package gavel.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.guest.GuestReport.Began;
import gavel.sandbox.guest.GuestReport.Finished;
import gavel.sandbox.guest.GuestReport.Outcome;
import gavel.sandbox.guest.GuestReport.Tested;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuestReportTest {
  private static final Tested FAILED =
      new Tested(
          "gavel.T",
          "test [1] a\tb\\n",
          Outcome.FAILED,
          Duration.ofMillis(12),
          "expected: 1\n\tat T\r\nü");

  @Test
  void everyReportComesBackAsItWas() {
    for (GuestReport report : new GuestReport[] {new Began("cgroup V2"), FAILED, new Finished(3)}) {
      assertThat(report.toLine()).doesNotContain("\n", "\r");
      assertThat(GuestReport.parse(report.toLine())).contains(report);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tested",
        "finished\tmany",
        "finished\t1\t2",
        "tested\tT\ttest\tPASSED\t1",
        "tested\tT\ttest\tFINE\t1\t",
        "tested\tT\ttest\tPASSED\t1\t\\",
        "tested\tT\ttest\tPASSED\tsoon\t"
      })
  void whatIsNoReportIsLeftOut(String line) {
    assertThat(GuestReport.parse(line)).isEmpty();
  }
}
