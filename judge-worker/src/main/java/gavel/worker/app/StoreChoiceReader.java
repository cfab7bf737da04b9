package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.testcases.store.StoreSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the keys below {@code problems.store} say; they mean nothing without an address. */
record StoreChoiceReader(WorkerConfigReader config, ConfigValues values) {
  private static final Path CACHE = Path.of("/var/lib/gavel/store");
  private static final ByteSize SIZE = ByteSize.ofMiB(10 << 10);
  private static final ByteSize LEAST = ByteSize.ofMiB(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration REFRESH = Duration.ofSeconds(2);

  private static final List<ConfigKey> OTHERS =
      List.of(
          ConfigKey.PROBLEMS_STORE_CACHE,
          ConfigKey.PROBLEMS_STORE_CACHE_SIZE,
          ConfigKey.PROBLEMS_STORE_AUTHORIZATION,
          ConfigKey.PROBLEMS_STORE_ACCESS_KEY,
          ConfigKey.PROBLEMS_STORE_SECRET_KEY,
          ConfigKey.PROBLEMS_STORE_SESSION_TOKEN,
          ConfigKey.PROBLEMS_STORE_REGION,
          ConfigKey.PROBLEMS_STORE_PATIENCE,
          ConfigKey.PROBLEMS_STORE_REFRESH);

  Optional<StoreSettings> read() {
    Optional<String> url = config.text(ConfigKey.PROBLEMS_STORE_URL);
    if (url.isEmpty()) {
      OTHERS.stream()
          .filter(key -> values.get(key).isPresent())
          .forEach(key -> config.wrong(key, "is for a store; set problems.store.url"));
      return Optional.empty();
    }
    return Optional.of(
        new StoreSettings(
            address(url.get()),
            config.path(ConfigKey.PROBLEMS_STORE_CACHE).orElse(CACHE),
            config.size(ConfigKey.PROBLEMS_STORE_CACHE_SIZE, SIZE, LEAST),
            new StoreCredentialsReader(config, values).read(),
            config.time(ConfigKey.PROBLEMS_STORE_PATIENCE, PATIENCE),
            config.time(ConfigKey.PROBLEMS_STORE_REFRESH, REFRESH)));
  }

  /** Credentials in an address would stand in messages. */
  private URI address(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme());
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (!web || url.getHost() == null) {
        config.wrong(ConfigKey.PROBLEMS_STORE_URL, "is not an address like https://HOST/BUCKET");
      } else if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
        config.wrong(
            ConfigKey.PROBLEMS_STORE_URL,
            "has a user, a query or a fragment; credentials go to problems.store.authorization or .access_key");
      }
      return url;
    } catch (URISyntaxException wrong) {
      config.wrong(ConfigKey.PROBLEMS_STORE_URL, "is not an address: " + wrong.getReason());
      return URI.create("http://localhost/");
    }
  }
}
