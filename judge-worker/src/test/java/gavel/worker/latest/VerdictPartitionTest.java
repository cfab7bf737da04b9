package gavel.worker.latest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictPartitionTest {
  @Test
  void eachKeyIsInOneOfThem() {
    for (int i = 0; i < 100; i++) {
      byte[] key = ("s-" + i).getBytes(UTF_8);
      assertThat(IntStream.range(0, 4).filter(each -> new VerdictPartition(each, 4).has(key)))
          .hasSize(1);
    }
  }

  @Test
  void isWrittenToItsLikeWhereThereIsOne() {
    assertThat(new VerdictPartition(2, 4).written(4))
        .singleElement()
        .hasToString("gavel.verdicts.latest-2");
    assertThat(new VerdictPartition(2, 4).written(3)).hasSize(3);
    assertThat(new VerdictPartition(0, 1).written(4)).hasSize(4);
  }
}
