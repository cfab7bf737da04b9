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
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets objects of a store by plain GET requests. Every answer is bounded in size and in time. What
 * it throws names the object and never has a credential in it.
 */
final class StoreClient implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int LARGEST_INDEX = 1 << 16;

  /** Slower than this a store is of no use, in bytes a second. */
  private static final long SLOWEST = 1 << 20;

  private final StoreSettings settings;
  private final StoreWatch watch;
  private final HttpClient http;

  StoreClient(StoreSettings settings, StoreWatch watch) {
    this.settings = settings;
    this.watch = watch;
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
      default -> throw outOfOrder(path, answer.statusCode());
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
        case NOT_FOUND, GONE -> throw unexpected(index.archive(), answer.statusCode());
        default -> throw outOfOrder(index.archive(), answer.statusCode());
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
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(patience).GET();
    tag.ifPresent(known -> request.header("If-None-Match", known));
    settings.authorization().ifPresent(secret -> request.header("Authorization", secret));
    BodyHandler<String> handler =
        head ->
            head.statusCode() == OK ? new BoundedBody(out, most) : BodySubscribers.replacing("");
    CompletableFuture<HttpResponse<String>> asked = http.sendAsync(request.build(), handler);
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

  private StoreUnreachable outOfOrder(String path, int status) {
    return failed(new StoreUnreachable(String.valueOf(unexpected(path, status).getMessage())));
  }

  private IOException unexpected(String path, int status) {
    String hint =
        status == UNAUTHORIZED || status == FORBIDDEN
            ? "; see problems.store.authorization, and that listing is allowed where a store answers"
                + " so for what it does not have"
            : "";
    return new IOException(describe(path) + ": status " + status + hint);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
