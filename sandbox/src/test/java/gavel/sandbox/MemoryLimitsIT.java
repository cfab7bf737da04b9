package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import gavel.model.VerdictRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory of every kind counts, up to the limit and no further; so does the stack's own limit. */
@Tag("sandbox")
final class MemoryLimitsIT {
  private static final int SIGKILL = 9;
  private static final int SIGSEGV = 11;
  private static final ByteSize LIMIT = ByteSize.ofMiB(64);
  private static final RunLimits LIMITS =
      Slot.LIMITS.toBuilder().memory(LIMIT).wallTime(Duration.ofSeconds(30)).build();

  @TempDir Path stateDir;
  private Slot slot;
  private String take;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
    take = slot.compileC(CPrograms.source("take"));
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  private RunReport take(String kind, int mebibytes) throws Exception {
    return slot.run(LIMITS, take, kind, Integer.toString(mebibytes * 1024)).report();
  }

  /** Where there is swap, none of it is for programs: what they take is in memory or too much. */
  @ParameterizedTest
  @ValueSource(strings = {"private", "shared", "tmp", "shm", "stack", "child", "children"})
  void isReachedAndNotPassed(String kind) throws Exception {
    RunReport within = take(kind, 60);
    RunReport over = take(kind, 70);

    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(within.oomKills()).isZero();
    assertThat(within.memoryPeak()).isBetween(ByteSize.ofMiB(60), LIMIT);
    assertThat(over.oomKills()).isPositive();
    assertThat(over.killedBy()).isEmpty();
    assertThat(over.memoryPeak()).isBetween(ByteSize.ofMiB(62), LIMIT);
    assertThat(VerdictRules.classify(over.facts(), LIMITS).status())
        .isEqualTo(Status.MEMORY_EXCEEDED);
    assertThat(VerdictRules.classify(within.facts(), LIMITS).status()).isEqualTo(Status.SUCCESS);
  }

  /** Only the child was killed: the program itself ended well, and that does not help it. */
  @Test
  void aKillAnywhereInTheTreeIsSeen() throws Exception {
    RunReport over = take("child", 70);

    assertThat(over.termination()).isIn(new Exited(0), new Signaled(SIGKILL));
    assertThat(over.oomKills()).isPositive();
  }

  @Test
  void maxRssIsOfTheLargestProcess() throws Exception {
    RunReport report = take("children", 40);

    assertThat(report.memoryPeak()).isGreaterThan(ByteSize.ofMiB(40));
    assertThat(report.maxRss()).isBetween(ByteSize.ofMiB(10), ByteSize.ofMiB(20));
  }

  @Test
  void anAllocationThatIsRefusedNearTheLimitIsToldFromOthers() throws Exception {
    RunReport near = take("refused", 60);
    RunReport far = take("refused", 30);

    assertThat(near.termination()).isEqualTo(new Exited(99));
    assertThat(near.oomKills()).isZero();
    assertThat(VerdictRules.classify(near.facts(), LIMITS).reason())
        .contains("exit code 99, near the memory limit");
    assertThat(VerdictRules.classify(far.facts(), LIMITS).reason()).contains("exit code 99");
  }

  @Test
  void execItselfNeedsMemory() throws Exception {
    RunLimits little = LIMITS.withMemory(ByteSize.ofMiB(1));
    String[] argv = new String[9];
    Arrays.fill(argv, "x".repeat(125_000));
    argv[0] = "/bin/true";

    RunReport over = slot.run(little, argv).report();
    RunReport within = slot.run(LIMITS, argv).report();

    assertThat(over.oomKills()).isPositive();
    assertThat(over.termination()).isEqualTo(new Signaled(SIGKILL));
    assertThat(within.termination()).isEqualTo(new Exited(0));
  }

  @ParameterizedTest
  @CsvSource({"1", "8"})
  void stackOfItsOwn(int mebibytes) throws Exception {
    RunLimits limits = LIMITS.toBuilder().stack(ByteSize.ofMiB(mebibytes)).build();

    RunReport within =
        slot.run(limits, take, "stack", Integer.toString(mebibytes * 1024 - 64)).report();
    RunReport over =
        slot.run(limits, take, "stack", Integer.toString(mebibytes * 1024 + 64)).report();

    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(over.termination()).isEqualTo(new Signaled(SIGSEGV));
    assertThat(over.oomKills()).isZero();
  }
}
