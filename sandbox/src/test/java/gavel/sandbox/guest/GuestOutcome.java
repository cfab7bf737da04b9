package gavel.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import gavel.sandbox.guest.GuestReport.Began;
import gavel.sandbox.guest.GuestReport.Finished;
import gavel.sandbox.guest.GuestReport.Outcome;
import gavel.sandbox.guest.GuestReport.Tested;
import java.util.List;
import java.util.Optional;

/**
 * What a guest reported, whole or not.
 *
 * @param where what a person can look at when something is wrong
 */
record GuestOutcome(List<GuestReport> reports, String where) {
  GuestOutcome {
    reports = List.copyOf(reports);
  }

  static GuestOutcome read(List<String> lines, String where) {
    return new GuestOutcome(
        lines.stream().map(GuestReport::parse).flatMap(Optional::stream).toList(), where);
  }

  List<Tested> tests() {
    return select(Tested.class);
  }

  private <T extends GuestReport> List<T> select(Class<T> type) {
    return reports.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** It ran on such a system, came to its end, and no class of these is without a test. */
  void requireWhole(String system, List<String> classes) {
    assertThat(select(Began.class))
        .as(where)
        .singleElement()
        .satisfies(began -> assertThat(began.system()).contains(system));
    List<Tested> tests = tests();
    assertThat(select(Finished.class))
        .as("Ended after %s; %s", tests.isEmpty() ? "no test" : tests.getLast().name(), where)
        .containsExactly(new Finished(tests.size()));
    assertThat(tests.stream().map(Tested::className).distinct())
        .as(where)
        .containsExactlyInAnyOrderElementsOf(classes);
  }

  /** Neither failed nor skipped. */
  void requirePassed(Tested test) {
    if (test.outcome() != Outcome.PASSED) {
      fail("%s there: %s%n%s%n%s", test.name(), test.outcome(), test.message(), where);
    }
  }
}
