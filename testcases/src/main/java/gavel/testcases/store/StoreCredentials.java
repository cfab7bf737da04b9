package gavel.testcases.store;

import java.util.Optional;

/** What a store is asked with. None of them tells a secret when it is shown. */
public sealed interface StoreCredentials {
  /** Nothing: whoever reaches the store may read it. */
  record Anonymous() implements StoreCredentials {}

  /**
   * The same header for each request.
   *
   * @param header the whole value of {@code Authorization}, a secret
   */
  record Authorization(String header) implements StoreCredentials {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Authorization";
    }
  }

  /**
   * A key of AWS, or of a store that takes requests which are signed as AWS has it.
   *
   * @param id of the key
   * @param secret never sent
   * @param token of a session, where the key is for one; a secret
   * @param region that the bucket is in, such as us-east-1
   */
  record AccessKey(String id, String secret, Optional<String> token, String region)
      implements StoreCredentials {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "AccessKey " + id + " " + region;
    }
  }
}
