package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import gavel.model.VerdictRules;
import java.nio.file.Path;
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
      Slot.LIMITS.toBuilder().memory(LIMIT).wallTime(java.time.Duration.ofSeconds(30)).build();

  /** {@code take KIND MIB}: takes so much of one kind of memory and exits. */
  private static final String TAKE =
      """
      static void fill(const char *directory, size_t size) {
        static char chunk[1 << 16];
        char path[64];
        snprintf(path, sizeof path, "%s/fill", directory);
        int file = open(path, O_CREAT | O_WRONLY, 0600);
        for (size_t done = 0; done < size; done += sizeof chunk)
          if (write(file, chunk, sizeof chunk) < 0) exit(errno);
      }

      static __attribute__((noinline)) int deep(size_t left) {
        volatile char frame[4096];
        memset((char *)frame, 1, sizeof frame);
        return left <= sizeof frame ? 0 : deep(left - sizeof frame) + frame[0] - 1;
      }

      static void hold(size_t size, int flags) {
        char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | flags, -1, 0);
        if (memory == MAP_FAILED) exit(99);
        memset(memory, 1, size);
      }

      int main(int argc, char **argv) {
        size_t size = strtoul(argv[2], NULL, 10) << 20;
        int status = 0;
        if (strcmp(argv[1], "private") == 0) hold(size, MAP_PRIVATE);
        if (strcmp(argv[1], "shared") == 0) hold(size, MAP_SHARED);
        if (strcmp(argv[1], "tmp") == 0) fill("/tmp", size);
        if (strcmp(argv[1], "shm") == 0) fill("/dev/shm", size);
        if (strcmp(argv[1], "stack") == 0) return deep(size);
        if (strcmp(argv[1], "child") == 0) {
          if (fork() == 0) hold(size, MAP_PRIVATE), exit(0);
          wait(&status);
        }
        if (strcmp(argv[1], "children") == 0) {
          for (int i = 0; i < 4; i++)
            if (fork() == 0) hold(size / 4, MAP_PRIVATE), pause();
          sleep(1);
        }
        if (strcmp(argv[1], "refused") == 0) {
          hold(size, MAP_PRIVATE);
          hold((size_t)1 << 46, MAP_PRIVATE);
        }
        return 0;
      }
      """;

  @TempDir Path stateDir;
  private Slot slot;
  private String take;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
    take = CPrograms.compile(slot, "take", TAKE);
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  /** Where there is swap, none of it is for programs: what they take is in memory or too much. */
  @ParameterizedTest
  @ValueSource(strings = {"private", "shared", "tmp", "shm", "stack", "child", "children"})
  void isReachedAndNotPassed(String kind) throws Exception {
    RunReport within = slot.run(LIMITS, take, kind, "60").report();
    RunReport over = slot.run(LIMITS, take, kind, "70").report();

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
    RunReport over = slot.run(LIMITS, take, "child", "70").report();

    assertThat(over.termination()).isIn(new Exited(0), new Signaled(SIGKILL));
    assertThat(over.oomKills()).isPositive();
  }

  @Test
  void maxRssIsOfTheLargestProcess() throws Exception {
    RunReport report = slot.run(LIMITS, take, "children", "40").report();

    assertThat(report.memoryPeak()).isGreaterThan(ByteSize.ofMiB(40));
    assertThat(report.maxRss()).isBetween(ByteSize.ofMiB(10), ByteSize.ofMiB(20));
  }

  @Test
  void anAllocationThatIsRefusedNearTheLimitIsToldFromOthers() throws Exception {
    RunReport near = slot.run(LIMITS, take, "refused", "60").report();
    RunReport far = slot.run(LIMITS, take, "refused", "30").report();

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
    String few = CPrograms.compile(slot, "few", TAKE.replace("<< 20", "<< 10"));

    RunReport within =
        slot.run(limits, few, "stack", Integer.toString(mebibytes * 1024 - 64)).report();
    RunReport over =
        slot.run(limits, few, "stack", Integer.toString(mebibytes * 1024 + 64)).report();

    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(over.termination()).isEqualTo(new Signaled(SIGSEGV));
    assertThat(over.oomKills()).isZero();
  }
}
