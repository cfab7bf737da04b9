package gavel.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gavel.sandbox.guest.GuestReport.Began;
import gavel.sandbox.guest.GuestReport.Finished;
import gavel.sandbox.guest.GuestReport.Outcome;
import gavel.sandbox.guest.GuestReport.Tested;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The sandbox's tests on a kernel with control groups of version 2 alone, in a virtual machine; one
 * test here for each there. What the machine wrote stays in {@code target/guest}.
 */
@Tag("vm")
final class V2GuestIT {
  private static final Path DIRECTORY = Path.of("target/guest");

  /** Two minutes on two idle cores. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** Emulation costs about that, and the machine below may be loaded. */
  private static final int SLOWNESS = 5;

  private static final List<String> CLASSES =
      Stream.of(
              "cgroup.CgroupSystemIT",
              "cgroup.RunCgroupIT",
              "cgroup.V2LifecycleIT",
              "cgroup.V2ControllersIT",
              "cgroup.V2DelegationIT",
              "V2RunIT",
              "ProgramEndIT",
              "LimitsIT",
              "LifecycleIT",
              "HostileProgramsIT")
          .map("gavel.sandbox."::concat)
          .toList();

  @TestFactory
  Stream<DynamicTest> passesInTheGuest() throws Exception {
    GuestImage image = GuestImage.build(DIRECTORY, SLOWNESS, CLASSES);
    GuestMachine machine =
        new GuestMachine(image, DIRECTORY.resolve("console.log"), DIRECTORY.resolve("results.log"));
    machine.run(LIMIT);
    List<GuestReport> reports = read(machine);
    List<Tested> tests = select(reports, Tested.class);
    requireWhole(reports, tests, machine);
    return tests.stream().map(test -> dynamicTest(test.name(), () -> requirePassed(test, machine)));
  }

  private static List<GuestReport> read(GuestMachine machine) throws IOException {
    return Files.readAllLines(machine.results()).stream()
        .map(GuestReport::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T extends GuestReport> List<T> select(List<GuestReport> reports, Class<T> type) {
    return reports.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static void requireWhole(
      List<GuestReport> reports, List<Tested> tests, GuestMachine machine) {
    String where = "see " + machine.console().toAbsolutePath();
    assertThat(select(reports, Began.class))
        .as(where)
        .singleElement()
        .satisfies(began -> assertThat(began.system()).contains("cgroup V2"));
    assertThat(select(reports, Finished.class))
        .as(
            "the last test that ended was %s; %s",
            tests.isEmpty() ? "none" : tests.getLast(), where)
        .containsExactly(new Finished(tests.size()));
    assertThat(tests.stream().map(Tested::className).distinct())
        .as(where)
        .containsExactlyInAnyOrderElementsOf(CLASSES);
  }

  private static void requirePassed(Tested test, GuestMachine machine) {
    if (test.outcome() != Outcome.PASSED) {
      fail(
          "%s in the guest: %s%n%s%nIts console: %s",
          test.outcome(), test.name(), test.message(), machine.console().toAbsolutePath());
    }
  }
}
