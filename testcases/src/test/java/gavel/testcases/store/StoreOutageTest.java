package gavel.testcases.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A store that fails, hangs or is gone. */
class StoreOutageTest extends StoreFixture {
  private final List<String> heard = new ArrayList<>();
  private final AtomicBoolean worthAsking = new AtomicBoolean(true);

  private StoredProblems watched() throws IOException {
    return watched(settings());
  }

  private StoredProblems watched(StoreSettings settings) throws IOException {
    StoreWatch watch =
        new StoreWatch() {
          @Override
          public boolean isWorthAsking() {
            return worthAsking.get();
          }

          @Override
          public void answered() {
            heard.add("answered");
          }

          @Override
          public void failed(StoreUnreachable why) {
            heard.add("failed");
          }
        };
    StoredProblems problems = StoredProblems.open(settings, Clock.systemUTC(), watch);
    opened.add(problems);
    return problems;
  }

  @Test
  void whatIsInTheCacheIsThereWhileTheStoreFails() throws IOException {
    publish("sum", "1\n");
    publish("other", "1\n");
    StoredProblems problems = watched();
    problems.release(found(problems, "sum"));
    server.misbehave(exchange -> {
      server.status(exchange, 500);
      return true;
    });
    assertThat(answer(found(problems, "sum"))).isEqualTo("1\n");
    assertThatThrownBy(() -> problems.find("other"))
        .isInstanceOf(StoreUnreachable.class)
        .hasMessageContaining("status 500");
    assertThat(heard).containsExactly("answered", "answered", "failed", "failed");
  }

  @Test
  void aWorkerThatIsStartedWhileTheStoreIsGoneHasTheCache() throws IOException {
    publish("sum", "1\n");
    found(open(), "sum");
    server.close();
    StoredProblems again = reopen();
    assertThat(answer(found(again, "sum"))).isEqualTo("1\n");
    assertThatThrownBy(() -> again.find("other")).isInstanceOf(StoreUnreachable.class);
  }

  @Test
  void aStoreThatNeverEndsItsAnswerIsUnreachable() throws IOException {
    publish("sum", "1\n");
    StoredProblems problems = watched(within(Duration.ofSeconds(5)));
    server.hangOn("archives");
    assertThatThrownBy(() -> problems.find("sum"))
        .isInstanceOf(StoreUnreachable.class)
        .hasMessageContaining("within 5 s");
    assertThat(heard).containsExactly("answered", "failed");
  }

  @Test
  void whatIsNotWorthAskingIsNotAsked() throws IOException {
    publish("sum", "1\n");
    StoredProblems problems = watched();
    found(problems, "sum");
    int asked = server.log.size();
    worthAsking.set(false);
    found(problems, "sum");
    assertThatThrownBy(() -> problems.find("other")).isInstanceOf(StoreUnreachable.class);
    assertThat(server.log).hasSize(asked);
  }

  @Test
  void whatTheStoreHasNoMoreIsNotRemembered() throws IOException {
    publish("sum", "1\n");
    StoredProblems problems = open();
    problems.release(found(problems, "sum"));
    server.misbehave(exchange -> {
      server.status(exchange, 404);
      return true;
    });
    assertThat(reason(problems, "sum")).contains("There is no problem sum in the store");
    server.close();
    assertThatThrownBy(() -> reopen().find("sum")).isInstanceOf(StoreUnreachable.class);
  }
}
