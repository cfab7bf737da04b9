package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.publish.VerdictHead;
import org.junit.jupiter.api.Test;

class VerdictIndexTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String OTHER = "fedcba9876543210".repeat(4);

  @Test
  void theFirstStands() {
    VerdictIndex index = new VerdictIndex(10);
    index.add("a", 0, HASH);
    index.add("a", 0, OTHER);
    index.add("a", 1, OTHER);
    assertThat(index.find("a", 0)).contains(HASH);
    assertThat(index.find("a", 1)).contains(OTHER);
    assertThat(index.find("a", 2)).isEmpty();
    assertThat(index.find("b", 0)).isEmpty();
  }

  @Test
  void theOldestAreForgotten() {
    VerdictIndex index = new VerdictIndex(100);
    for (int i = 0; i < 250; i++) {
      index.add("id-" + i, 0, HASH);
    }
    assertThat(index.find("id-149", 0)).isEmpty();
    assertThat(index.find("id-150", 0)).contains(HASH);
  }

  @Test
  void readsTheHeadOfAnyVerdict() {
    String verdict =
        "{\"schema\":9,\"id\":\"a\",\"generation\":2,\"content_hash\":\"%s\",\"x\":[]}";
    assertThat(VerdictHead.of(verdict.formatted(HASH).getBytes(UTF_8)))
        .contains(new VerdictHead("a", 2, HASH));
    assertThat(VerdictHead.of(verdict.formatted("abc").getBytes(UTF_8))).isEmpty();
    assertThat(VerdictHead.of("{}".getBytes(UTF_8))).isEmpty();
    assertThat(VerdictHead.of("nonsense".getBytes(UTF_8))).isEmpty();
  }
}
