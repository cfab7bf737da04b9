package gavel.testcases.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.testcases.problem.ProblemPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept on disk, by one process and by two. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreCacheTest extends StoreFixture {
  @Test
  void whatIsDamagedInTheCacheIsFetchedAnew() throws Exception {
    publish("sum", "1\n");
    ProblemPackage problem = found(open(), "sum");
    Path damaged = problem.tests().getFirst().answer().path();
    FileTime time = Files.getLastModifiedTime(damaged);
    Files.writeString(damaged, "2\n");
    Files.setLastModifiedTime(damaged, time);
    assertThat(answer(found(reopen(), "sum"))).isEqualTo("1\n");
    assertThat(Collections.frequency(server.log, "200 archives")).isEqualTo(2);
    Files.delete(damaged);
    assertThat(answer(found(reopen(), "sum"))).isEqualTo("1\n");
    assertThat(cached()).hasSize(1);
  }

  @Test
  void theCacheIsBoundedAndKeepsWhatIsInUse() throws Exception {
    String large = "x".repeat(700 << 10);
    for (String id : List.of("a", "b", "c")) {
      publish(id, id + large);
    }
    StoreSettings all = settings();
    MovingClock clock = new MovingClock();
    StoredProblems problems =
        StoredProblems.open(
            new StoreSettings(
                all.url(),
                all.cache(),
                ByteSize.ofMiB(1),
                new StoreCredentials.Anonymous(),
                all.patience(),
                Duration.ZERO),
            clock);
    opened.add(problems);
    ProblemPackage a = found(problems, "a");
    ProblemPackage b = found(problems, "b");
    assertThat(cached()).as("both are in use").hasSize(2);
    problems.release(b);
    ProblemPackage c = found(problems, "c");
    assertThat(answer(a)).startsWith("a");
    assertThat(b.contents().directory()).doesNotExist();
    problems.release(a);
    problems.release(c);
    ProblemPackage again = found(problems, "b");
    assertThat(answer(again)).startsWith("b");
    assertThat(cached()).hasSize(1);
  }

  /** Each look at it is a second later. */
  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public synchronized Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }
  }

  @Test
  void anotherProcessKeepsWhatItUses() throws Exception {
    publish("a", "a".repeat(700 << 10));
    publish("b", "b".repeat(700 << 10));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoreUser.class.getName(),
                server.url().toString(),
                directory.resolve("cache").toString(),
                "a")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Path held = Path.of(String.valueOf(other.inputReader().readLine()));
      StoreSettings all = settings();
      StoredProblems problems =
          open(
              new StoreSettings(
                  all.url(),
                  all.cache(),
                  ByteSize.ofMiB(1),
                  new StoreCredentials.Anonymous(),
                  all.patience(),
                  Duration.ZERO));
      problems.release(found(problems, "b"));
      assertThat(held).isDirectory();
      problems.release(found(problems, "a"));
      assertThat(Collections.frequency(server.log, "200 archives"))
          .as("what the other fetched serves both")
          .isEqualTo(2);
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
      publish("c", "c".repeat(700 << 10));
      found(problems, "c");
      assertThat(held).doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void theSamePackageIsTheSameArchive() throws Exception {
    StoreWriter.Written first = publish("sum", "1\n");
    StoreWriter.Written second = publish("sum", "1\n");
    assertThat(second.sha256()).isEqualTo(first.sha256());
    assertThat(first.changed()).isTrue();
    assertThat(second.changed()).isFalse();
    try (Stream<Path> archives = Files.list(directory.resolve("store/archives"))) {
      assertThat(archives).hasSize(1);
    }
  }
}
