package gavel.sandbox.guest;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  /** It takes three minutes on two busy cores. */
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
              "MemoryLimitsIT",
              "FileLimitsIT",
              "LifecycleIT",
              "HostileGuestIT")
          .map("gavel.sandbox."::concat)
          .toList();

  @TestFactory
  Stream<DynamicTest> passesInTheGuest() throws Exception {
    GuestImage image = GuestImage.build(DIRECTORY, SLOWNESS, CLASSES);
    GuestMachine machine =
        new GuestMachine(image, DIRECTORY.resolve("console.log"), DIRECTORY.resolve("results.log"));
    machine.run(LIMIT);
    GuestOutcome outcome =
        GuestOutcome.read(
            Files.readAllLines(machine.results()),
            "Its console: " + machine.console().toAbsolutePath());
    outcome.requireWhole("cgroup V2", CLASSES);
    return outcome.tests().stream()
        .map(test -> dynamicTest(test.name(), () -> outcome.requirePassed(test)));
  }
}
