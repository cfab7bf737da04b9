package gavel.executor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FitnessTest {
  private static final CheckResult WELL = Kind.KERNEL.ok("proc", "is there");
  private static final CheckResult SWAP = Kind.CONTROL_GROUPS.warn("swap", "is not counted", "-");
  private static final CheckResult NO_PIDS = Kind.CONTROL_GROUPS.missing("pids", "none", "mount");
  private static final CheckResult NO_PROC = Kind.KERNEL.missing("proc", "gone", "mount");

  private final Queue<List<CheckResult>> looks = new ArrayDeque<>();
  private final AtomicLong clock = new AtomicLong();
  private final Fitness fitness = new Fitness(looks::remove, clock::get);

  @Test
  void whatIsThereOrOnlyWarnedOfIsNotMissing() throws Exception {
    looks.add(List.of(WELL, SWAP));
    assertThat(fitness.missing()).isEmpty();
  }

  @Test
  void whatIsMissingTwiceInARowIsMissing() throws Exception {
    looks.add(List.of(NO_PROC, NO_PIDS));
    looks.add(List.of(WELL, NO_PIDS));
    assertThat(fitness.missing()).containsExactly(NO_PIDS);
  }

  @Test
  void aLookIsGoodForAWhile() throws Exception {
    looks.add(List.of(WELL));
    assertThat(fitness.missing()).isEmpty();
    clock.set(Duration.ofSeconds(5).toNanos() - 1);
    assertThat(fitness.missing()).isEmpty();
    looks.add(List.of(NO_PROC));
    looks.add(List.of(NO_PROC));
    clock.set(Duration.ofSeconds(5).toNanos());
    assertThat(fitness.missing()).containsExactly(NO_PROC);
    assertThat(looks).isEmpty();
  }
}
