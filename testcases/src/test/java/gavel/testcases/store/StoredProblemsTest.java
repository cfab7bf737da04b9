package gavel.testcases.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of asking a store, however it answers. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoredProblemsTest extends StoreFixture {
  @Test
  void fetchesOnceAndAsksWhetherThereIsANewRevision() throws Exception {
    StoreWriter.Written written = publish("sum", "1\n");
    StoredProblems problems = open();
    ProblemPackage first = found(problems, "sum");
    assertThat(first.revision()).isEqualTo(written.revision());
    assertThat(answer(first)).isEqualTo("1\n");
    assertThat(first.contents().directory().resolve("submissions/accepted/run.sh")).isExecutable();
    assertThat(found(problems, "sum")).isSameAs(first);
    assertThat(server.log).containsExactly("200 problems", "200 archives", "304 problems");
    ProblemPackage later = found(reopen(), "sum");
    assertThat(later.revision()).isEqualTo(written.revision());
    assertThat(server.log.subList(3, server.log.size())).containsExactly("200 problems");
  }

  @Test
  void anAnswerHoldsForAWhile() throws Exception {
    publish("sum", "1\n");
    StoreSettings all = settings();
    StoredProblems problems =
        open(
            new StoreSettings(
                all.url(),
                all.cache(),
                all.size(),
                new StoreCredentials.Authorization("Bearer open-sesame"),
                all.patience(),
                Duration.ofHours(1)));
    found(problems, "sum");
    found(problems, "sum");
    assertThat(server.log)
        .containsExactly("200 problems Bearer open-sesame", "200 archives Bearer open-sesame");
    server.misbehave(exchange -> {
      server.status(exchange, 403);
      return true;
    });
    assertThatThrownBy(() -> problems.find("other"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status 403; see problems.store.authorization")
        .hasMessageNotContaining("open-sesame");
  }

  @Test
  void aNewRevisionStandsBesideTheOneInUse() throws Exception {
    publish("sum", "1\n");
    StoredProblems problems = open();
    ProblemPackage first = found(problems, "sum");
    StoreWriter.Written second = publish("sum", "22\n");
    assertThat(second.changed()).isTrue();
    ProblemPackage newer = found(problems, "sum");
    assertThat(newer.revision()).isEqualTo(second.revision());
    assertThat(answer(newer)).isEqualTo("22\n");
    assertThat(answer(first)).isEqualTo("1\n");
    assertThat(cached()).hasSize(2);
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    StoredProblems problems = open();
    assertThat(reason(problems, "none"))
        .isEqualTo("There is no problem none in the store " + server.url());
    assertThat(reason(problems, "../none")).contains("There is no problem \"../none\"");
    assertThat(server.log).containsExactly("404 problems");
    publish("sum", "1\n");
    found(problems, "sum");
    Files.delete(directory.resolve("store/problems/sum.json"));
    assertThat(reason(problems, "sum")).contains("no problem sum");
  }

  @Test
  void faultsOfTheStoreAreNotAboutTheProblem() throws Exception {
    publish("sum", "1\n");
    StoredProblems problems = open();
    assertThat(StoredProblems.obstacle(settings())).isEmpty();
    server.misbehave(exchange -> {
      server.status(exchange, 500);
      return true;
    });
    assertThat(StoredProblems.obstacle(settings()))
        .hasValueSatisfying(why -> assertThat(why).endsWith("status 500"));
    assertThatThrownBy(() -> problems.find("sum"))
        .isInstanceOf(IOException.class)
        .hasMessage("Tried to get " + server.url() + "/problems/sum.json: status 500");
    server.misbehave(exchange -> {
      exchange.getResponseHeaders().set("Location", "/bucket/problems/other.json");
      server.status(exchange, 302);
      return true;
    });
    assertThatThrownBy(() -> problems.find("sum")).hasMessageContaining("status 302");
    server.misbehave(_ -> false);
    assertThat(answer(found(problems, "sum"))).isEqualTo("1\n");
  }

  @Test
  void saysWhatAStoreGivesAsItsReason() throws Exception {
    publish("sum", "1\n");
    StoreSettings all = settings();
    StoredProblems problems =
        open(
            new StoreSettings(
                all.url(),
                all.cache(),
                all.size(),
                new StoreCredentials.AccessKey("AKID", "open-sesame", Optional.empty(), "here"),
                all.patience(),
                all.refresh()));
    assertThat(answer(found(problems, "sum"))).isEqualTo("1\n");
    assertThat(server.log)
        .allMatch(line -> line.contains(" AWS4-HMAC-SHA256 Credential=AKID/"))
        .noneMatch(line -> line.contains("open-sesame"));
    server.misbehave(exchange -> {
      byte[] body =
          ("<Error><Code>SignatureDoesNotMatch</Code><Message>" + "x".repeat(100_000))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(403, body.length);
      exchange.getResponseBody().write(body);
      return true;
    });
    assertThatThrownBy(() -> problems.find("other"))
        .isInstanceOf(StoreUnreachable.class)
        .hasMessageContaining(
            "status 403 (SignatureDoesNotMatch); see problems.store.access_key, .secret_key")
        .hasMessageNotContaining("open-sesame");
  }

  @Test
  void damagedAndCutArchivesAreFetchedAgain() throws Exception {
    StoreWriter.Written written = publish("sum", "1\n");
    StoredProblems problems = open();
    Path archive = directory.resolve("store/archives/" + written.sha256() + ".zip");
    byte[] right = Files.readAllBytes(archive);
    byte[] wrong = right.clone();
    wrong[wrong.length / 2] ^= 1;
    Files.write(archive, wrong);
    assertThatThrownBy(() -> problems.find("sum"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is damaged, its SHA-256 is");
    server.misbehave(exchange -> {
      if (!exchange.getRequestURI().getPath().contains("archives")) {
        return false;
      }
      exchange.sendResponseHeaders(200, right.length);
      exchange.getResponseBody().write(right, 0, right.length / 2);
      exchange.getResponseBody().flush();
      return true;
    });
    assertThatThrownBy(() -> problems.find("sum")).isInstanceOf(IOException.class);
    server.misbehave(_ -> false);
    byte[] longer = java.util.Arrays.copyOf(right, right.length + 1);
    Files.write(archive, longer);
    assertThatThrownBy(() -> problems.find("sum"))
        .hasMessageContaining("it has over " + right.length + " bytes");
    Files.write(archive, right);
    assertThat(answer(found(problems, "sum"))).isEqualTo("1\n");
    assertThat(cached()).as("nothing is left over").hasSize(1);
  }

  @Test
  void aSlowStoreIsNotWaitedForForEver() throws Exception {
    publish("sum", "1\n");
    StoredProblems problems = open(within(Duration.ofSeconds(1)));
    server.hangOn("problems");
    assertThatThrownBy(() -> problems.find("sum"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer, or not all of it, within 1 s");
    server.hangOn("archives");
    assertThatThrownBy(() -> problems.find("sum")).isInstanceOf(IOException.class);
    assertThat(cached()).isEmpty();
  }

  @Test
  void oneWhoIsInterruptedDoesNotWait() throws Exception {
    publish("sum", "1\n");
    StoredProblems problems = open();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> problems.find("sum")).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer(found(problems, "sum"))).isEqualTo("1\n");
  }

  @Test
  void archivesThatMustNotBeUnpackedAreRefusedForGood() throws Exception {
    publish("sum", "1\n");
    Path bomb = directory.resolve("bomb.zip");
    try (OutputStream out = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("sum/problem.yaml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    byte[] content = Files.readAllBytes(bomb);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    Files.write(directory.resolve("store/archives/" + hash + ".zip"), content);
    Path index = directory.resolve("store/problems/sum.json");
    Files.writeString(
        index,
        "{\"revision\":\"%s\",\"sha256\":\"%s\",\"size_bytes\":%d}"
            .formatted("0".repeat(64), hash, content.length));
    StoredProblems problems = open();
    assertThat(reason(problems, "sum")).contains("cannot be used: The archive unpacks to over");
    reason(problems, "sum");
    assertThat(Collections.frequency(server.log, "200 archives")).isEqualTo(1);
    assertThat(cached()).isEmpty();
    Files.writeString(index, "{\"revision\":\"../..\",\"sha256\":\"x\",\"size_bytes\":1}");
    assertThatThrownBy(() -> problems.find("sum")).hasMessageContaining("problems/sum.json");
    Files.writeString(index, "x".repeat(70_000));
    assertThatThrownBy(() -> problems.find("sum")).hasMessageContaining("over 65536 bytes");
  }

  @Test
  void theArchiveOfAnotherRevisionIsRefused() throws Exception {
    publish("sum", "1\n");
    Path index = directory.resolve("store/problems/sum.json");
    Files.writeString(
        index,
        Files.readString(index)
            .replaceAll("(\"revision\" *: *\")[0-9a-f]{64}", "$1" + "0".repeat(64)));
    assertThat(reason(open(), "sum")).contains("The archive holds revision ");
  }

  @Test
  void manyAtOnceFetchOnce() throws Exception {
    publish("sum", "1\n");
    StoredProblems problems = open();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Callable<ProblemPackage>> asking = Collections.nCopies(64, () -> found(problems, "sum"));
      for (Future<ProblemPackage> each : threads.invokeAll(asking)) {
        assertThat(answer(each.get())).isEqualTo("1\n");
      }
    }
    assertThat(Collections.frequency(server.log, "200 archives")).isEqualTo(1);
  }
}
