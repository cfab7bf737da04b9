package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gavel.model.ByteSize;
import gavel.testcases.store.StoreCredentials;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker is told about its store of problems. */
class StoreChoiceReaderTest {
  @TempDir Path directory;

  @Test
  void aStoreStandsInForDirectories() throws Exception {
    WorkerConfig config =
        WorkerConfigReader.read(
            Optional.empty(),
            Map.of("GAVEL_KAFKA_BOOTSTRAP", "k:1", "TOKEN", "open-sesame"),
            Map.of(
                "problems.store.url", "https://store.example/problems",
                "problems.store.authorization", "Bearer ${env:TOKEN}",
                "problems.store.cache", directory.toString(),
                "problems.store.cache_size", "2GiB"));
    assertThat(config.problems()).isEmpty();
    assertThat(config.store())
        .hasValueSatisfying(store -> {
          assertThat(store.credentials())
              .isEqualTo(new StoreCredentials.Authorization("Bearer open-sesame"));
          assertThat(store.size()).isEqualTo(ByteSize.ofMiB(2048));
          assertThat(store.cache()).isEqualTo(directory);
        });
    assertThat(config.toString() + config.store()).doesNotContain("open-sesame");
  }

  @Test
  void saysWhatIsWrongWithAStore() {
    assertThat(refused("problems.store.cache_size", "2GiB"))
        .hasMessageContaining("problems.store.cache_size is for a store; set problems.store.url");
    for (String url : List.of("ftp://x/y", "store", "https://a b/", "https://u:p@host/bucket")) {
      assertThat(refused("problems.store.url", url))
          .hasMessageStartingWith("command line: problems.store.url ")
          .hasMessageNotContaining("u:p");
    }
    assertThat(
            refused(
                "problems.store.url", "http://x/",
                "problems.store.cache_size", "1KiB",
                "problems.store.authorization", "a\nb"))
        .message()
        .contains("cache_size is not a size", "authorization is not one line")
        .hasLineCount(2);
  }

  @Test
  void aBucketHasAKey() throws Exception {
    Map<String, String> environment =
        Map.of(
            "GAVEL_PROBLEMS_STORE_ACCESS_KEY", "AKID",
            "GAVEL_PROBLEMS_STORE_SECRET_KEY", "${env:AWS_SECRET_ACCESS_KEY}",
            "AWS_SECRET_ACCESS_KEY", "open sesame");
    WorkerConfigReader.Read plain =
        WorkerConfigReader.readAll(
            Optional.empty(),
            environment,
            Map.of("kafka.bootstrap", "k:1", "problems.store.url", "http://minio:9000/bucket"));
    assertThat(plain.config().store().orElseThrow().credentials())
        .isEqualTo(
            new StoreCredentials.AccessKey("AKID", "open sesame", Optional.empty(), "us-east-1"));
    WorkerConfigReader.Read temporary =
        WorkerConfigReader.readAll(
            Optional.empty(),
            environment,
            Map.of(
                "kafka.bootstrap", "k:1",
                "problems.store.url", "https://s3.eu-west-1.amazonaws.com/bucket",
                "problems.store.session_token", "sim/sala+bim==",
                "problems.store.region", "eu-west-1"));
    assertThat(temporary.config().store().orElseThrow().credentials())
        .isEqualTo(
            new StoreCredentials.AccessKey(
                "AKID", "open sesame", Optional.of("sim/sala+bim=="), "eu-west-1"));
    assertThat(temporary.settings() + temporary.config().toString() + temporary.config().store())
        .contains("problems.store.session_token", "problems.store.secret_key")
        .doesNotContain("open sesame", "sim/sala");
  }

  @Test
  void saysWhatIsWrongWithTheKeyOfABucket() {
    String url = "problems.store.url";
    assertThat(refused(url, "http://x/", "problems.store.access_key", "AKID"))
        .hasMessage(
            "command line: problems.store.access_key has no problems.store.secret_key beside it");
    assertThat(
            refused(
                url,
                "http://x/",
                "problems.store.secret_key",
                "open-sesame",
                "problems.store.session_token",
                "simsalabim",
                "problems.store.region",
                "eu-west-1"))
        .message()
        .contains(
            "problems.store.secret_key has no problems.store.access_key beside it",
            "problems.store.session_token has no ",
            "problems.store.region has no ")
        .doesNotContain("open-sesame", "simsalabim")
        .hasLineCount(3);
    assertThat(
            refused(
                url,
                "http://x/",
                "problems.store.authorization",
                "Bearer x",
                "problems.store.access_key",
                "AK/ID",
                "problems.store.secret_key",
                " ",
                "problems.store.session_token",
                "sim\nsalabim",
                "problems.store.region",
                "eu west"))
        .message()
        .contains(
            "access_key is not the id of a key",
            "secret_key is empty",
            "session_token is not one word",
            "region is not a region like us-east-1",
            "access_key stands beside problems.store.authorization")
        .doesNotContain("salabim")
        .hasLineCount(5);
  }

  private ConfigProblems refused(String... flags) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap", "k:1");
    all.put("problems.dirs", directory.toString());
    for (int i = 0; i < flags.length; i += 2) {
      all.put(flags[i], flags[i + 1]);
    }
    return assertThrows(
        ConfigProblems.class, () -> WorkerConfigReader.read(Optional.empty(), Map.of(), all));
  }
}
