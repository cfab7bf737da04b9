package gavel.worker.app;

import gavel.testcases.store.StoreCredentials;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a store is asked with: a header, or a key that requests are signed with. */
record StoreCredentialsReader(WorkerConfigReader config, ConfigValues values) {
  private static final String REGION = "us-east-1";

  /** What a header may have; a line's end would begin another one. */
  private static final Pattern HEADER = Pattern.compile("[\\x20-\\x7e]+");

  /** Stands in a header, before a slash and a comma. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^/,]]{1,256}");

  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  StoreCredentials read() {
    Optional<String> header = matching(ConfigKey.PROBLEMS_STORE_AUTHORIZATION, HEADER, "one line");
    Optional<String> id = matching(ConfigKey.PROBLEMS_STORE_ACCESS_KEY, KEY, "the id of a key");
    Optional<String> secret = secret();
    Optional<String> token = matching(ConfigKey.PROBLEMS_STORE_SESSION_TOKEN, TOKEN, "one word");
    String region =
        matching(ConfigKey.PROBLEMS_STORE_REGION, PLACE, "a region like " + REGION).orElse(REGION);
    if (isSet(ConfigKey.PROBLEMS_STORE_ACCESS_KEY)) {
      if (!isSet(ConfigKey.PROBLEMS_STORE_SECRET_KEY)) {
        config.wrong(
            ConfigKey.PROBLEMS_STORE_ACCESS_KEY, "has no problems.store.secret_key beside it");
      }
      if (isSet(ConfigKey.PROBLEMS_STORE_AUTHORIZATION)) {
        config.wrong(
            ConfigKey.PROBLEMS_STORE_ACCESS_KEY,
            "stands beside problems.store.authorization: requests have one or the other");
      }
      return new StoreCredentials.AccessKey(id.orElse(""), secret.orElse(""), token, region);
    }
    for (ConfigKey part :
        List.of(
            ConfigKey.PROBLEMS_STORE_SECRET_KEY,
            ConfigKey.PROBLEMS_STORE_SESSION_TOKEN,
            ConfigKey.PROBLEMS_STORE_REGION)) {
      if (isSet(part)) {
        config.wrong(part, "has no problems.store.access_key beside it");
      }
    }
    return header
        .<StoreCredentials>map(StoreCredentials.Authorization::new)
        .orElseGet(StoreCredentials.Anonymous::new);
  }

  /** Any text will do that is one: it is never sent. */
  private Optional<String> secret() {
    Optional<String> secret = config.text(ConfigKey.PROBLEMS_STORE_SECRET_KEY);
    if (secret.isPresent() && secret.get().isBlank()) {
      config.wrong(ConfigKey.PROBLEMS_STORE_SECRET_KEY, "is empty");
    }
    return secret;
  }

  private boolean isSet(ConfigKey key) {
    return values.get(key).isPresent();
  }

  /** What is wrong is said without quoting it. */
  private Optional<String> matching(ConfigKey key, Pattern pattern, String what) {
    Optional<String> text = config.text(key);
    if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
      config.wrong(key, "is not " + what + " of ASCII");
    }
    return text;
  }
}
