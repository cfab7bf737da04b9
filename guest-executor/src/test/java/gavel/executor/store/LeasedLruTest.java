package gavel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasedLruTest {
  private final List<String> removed = new ArrayList<>();
  private final LeasedLru<String> store = new LeasedLru<>(10, 100, removed::add);

  private void add(String key, long bytes) throws IOException {
    store.add(key, key, bytes).close();
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() throws IOException {
    add("a", 4);
    add("b", 4);
    assertThat(store.contains("a")).isTrue();
    add("c", 4);
    assertThat(removed).containsExactly("b");
    assertThat(store.sizes()).containsOnlyKeys("a", "c");
  }

  @Test
  void whatIsInUseStays() throws IOException {
    add("a", 6);
    Lease<String> inUse = store.acquire("a").orElseThrow();
    add("b", 6);
    assertThat(removed).isEmpty();
    inUse.close();
    inUse.close();
    add("c", 1);
    assertThat(removed).containsExactly("a");
  }

  @Test
  void oneThatIsLargerThanAllStaysUntilTheNext() throws IOException {
    add("huge", 100);
    assertThat(store.contains("huge")).isTrue();
    add("small", 1);
    assertThat(removed).containsExactly("huge");
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void aKeyIsStoredOnce() throws IOException {
    add("a", 1);
    assertThatThrownBy(() -> add("a", 1)).isInstanceOf(IllegalStateException.class);
    assertThat(store.acquire("unknown")).isEmpty();
  }
}
