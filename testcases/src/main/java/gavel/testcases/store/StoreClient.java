package gavel.testcases.store;

import gavel.testcases.problem.ProblemId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets objects of a store by GET requests, signed where its credentials are for that. Every answer
 * is bounded in size and in time. What it throws names the object and never has a credential in it.
 */
final class StoreClient implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int LARGEST_INDEX = 1 << 16;

  /** Slower than this a store is of no use, in bytes a second. */
  private static final long SLOWEST = 1 << 20;

  private final StoreSettings settings;
  private final StoreWatch watch;
  private final Clock clock;
  private final HttpClient http;

  StoreClient(StoreSettings settings, StoreWatch watch, Clock clock) {
    this.settings = settings;
    this.watch = watch;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.patience())
            // it would take the credentials along
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** What a store said about a problem. */
  sealed interface Answer {
    /** This, under the tag. */
    record Present(String json, Optional<String> tag) implements Answer {}

    /** The same as under the tag that was asked with. */
    record Unchanged() implements Answer {}

    /** There is no such problem. */
    record Absent() implements Answer {}
  }

  Answer index(ProblemId id, Optional<String> tag) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    String path = StoreIndex.path(id.value());
    HttpResponse<String> answer = get(path, tag, json, LARGEST_INDEX, settings.patience());
    return switch (answer.statusCode()) {
      case OK -> {
        watch.answered();
        yield new Answer.Present(
            json.toString(StandardCharsets.UTF_8), answer.headers().firstValue("ETag"));
      }
      case NOT_MODIFIED -> {
        watch.answered();
        yield new Answer.Unchanged();
      }
      case NOT_FOUND, GONE -> {
        watch.answered();
        yield new Answer.Absent();
      }
      default -> throw outOfOrder(path, answer);
    };
  }

  /** Writes the archive to a new file, and sees that it is the one that is meant. */
  void archive(StoreIndex index, Path target) throws IOException {
    Duration patience = settings.patience().plus(Duration.ofSeconds(index.sizeBytes() / SLOWEST));
    try (OutputStream out = Files.newOutputStream(target)) {
      HttpResponse<String> answer =
          get(index.archive(), Optional.empty(), out, index.sizeBytes(), patience);
      switch (answer.statusCode()) {
        case OK -> watch.answered();
        case NOT_FOUND, GONE -> throw unexpected(index.archive(), answer);
        default -> throw outOfOrder(index.archive(), answer);
      }
      if (!answer.body().equals(index.sha256())) {
        throw new IOException(
            describe(index.archive()) + ": it is damaged, its SHA-256 is " + answer.body());
      }
    }
  }

  private HttpResponse<String> get(
      String path, Optional<String> tag, OutputStream out, long most, Duration patience)
      throws IOException {
    if (!watch.isWorthAsking()) {
      throw new StoreUnreachable(describe(path) + ": the store has not been answering");
    }
    HttpRequest request = request(address(path), tag, patience);
    BodyHandler<String> handler =
        head -> head.statusCode() == OK ? new BoundedBody(out, most) : new ErrorCode();
    CompletableFuture<HttpResponse<String>> asked = http.sendAsync(request, handler);
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw failed(
          new StoreUnreachable(
              describe(path)
                  + ": no answer, or not all of it, within "
                  + patience.toSeconds()
                  + " s",
              slow));
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      String message = describe(path) + ": " + said(cause);
      if (cause instanceof BoundedBody.Refused) {
        throw new IOException(message, cause);
      }
      throw failed(new StoreUnreachable(message, cause));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(describe(path) + ": interrupted");
    } finally {
      // ends the exchange where it has not ended
      asked.cancel(true);
    }
  }

  private HttpRequest request(URI address, Optional<String> tag, Duration patience) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience).GET();
    Map<String, String> given = tag.map(known -> Map.of("if-none-match", known)).orElse(Map.of());
    given.forEach(request::header);
    switch (settings.credentials()) {
      case StoreCredentials.Anonymous() -> {
        // there is nothing to show
      }
      case StoreCredentials.Authorization(String header) -> request.header("Authorization", header);
      case StoreCredentials.AccessKey key ->
          new AwsSignature(key).headers(address, given, clock.instant()).forEach(request::header);
    }
    return request.build();
  }

  private URI address(String path) {
    String base = settings.url().toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
  }

  private String describe(String path) {
    return "Tried to get " + address(path);
  }

  private static String said(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private StoreUnreachable failed(StoreUnreachable why) {
    watch.failed(why);
    return why;
  }

  private StoreUnreachable outOfOrder(String path, HttpResponse<String> answer) {
    return failed(new StoreUnreachable(String.valueOf(unexpected(path, answer).getMessage())));
  }

  private IOException unexpected(String path, HttpResponse<String> answer) {
    String code = answer.body().isEmpty() ? "" : " (" + answer.body() + ")";
    int status = answer.statusCode();
    return new IOException(describe(path) + ": status " + status + code + hint(status));
  }

  /** Where to look, in one line. */
  private String hint(int status) {
    boolean refused = status == UNAUTHORIZED || status == FORBIDDEN;
    boolean signed = settings.credentials() instanceof StoreCredentials.AccessKey;
    String listing =
        refused
            ? ", and that listing is allowed where a store answers so for what it does not have"
            : "";
    if (signed && (refused || status == BAD_REQUEST)) {
      return "; see problems.store.access_key, .secret_key and .region, the clock of this machine"
          + listing;
    }
    return refused ? "; see problems.store.authorization, or .access_key for S3" + listing : "";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
