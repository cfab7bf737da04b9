package gavel.testcases.store;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the first 4 KiB of a refusal. What comes of it is the one word that stores which speak like
 * S3 give as the reason ("Error Responses" in the API Reference of Amazon S3), or nothing.
 */
final class ErrorCode implements BodySubscriber<String> {
  private static final int MOST = 4 << 10;
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,64})</Code>");

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final CompletableFuture<String> result = new CompletableFuture<>();
  private final AtomicReference<Subscription> subscription = new AtomicReference<>();

  @Override
  public CompletionStage<String> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription.set(given);
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[Math.min(buffer.remaining(), MOST - text.size())];
      buffer.get(bytes);
      text.writeBytes(bytes);
    }
    if (text.size() == MOST && !result.isDone()) {
      subscription.get().cancel();
      onComplete();
    }
  }

  /** The status is known, and says enough. */
  @Override
  public void onError(Throwable thrown) {
    onComplete();
  }

  @Override
  public void onComplete() {
    Matcher code = CODE.matcher(text.toString(StandardCharsets.UTF_8));
    result.complete(code.find() ? code.group(1) : "");
  }
}
