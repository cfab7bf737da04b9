package gavel.testcases.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes a body of at most so many bytes as it comes; what comes of it is its SHA-256. */
final class BoundedBody implements BodySubscriber<String> {
  private final OutputStream out;
  private final long most;
  private final MessageDigest digest;
  private final CompletableFuture<String> result = new CompletableFuture<>();
  private final AtomicReference<Subscription> subscription = new AtomicReference<>();
  private long written;

  /** The store is not to blame, or not for being out of order: it sent what cannot be kept. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message, @Nullable IOException cause) {
      super(message, cause);
    }
  }

  BoundedBody(OutputStream out, long most) {
    this.out = out;
    this.most = most;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

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
    if (result.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        written += buffer.remaining();
        if (written > most) {
          throw new Refused("it has over " + most + " bytes", null);
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        digest.update(bytes);
        out.write(bytes);
      }
    } catch (Refused tooLong) {
      subscription.get().cancel();
      result.completeExceptionally(tooLong);
    } catch (IOException full) {
      subscription.get().cancel();
      result.completeExceptionally(new Refused(String.valueOf(full.getMessage()), full));
    }
  }

  @Override
  public void onError(Throwable thrown) {
    result.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    result.complete(HexFormat.of().formatHex(digest.digest()));
  }
}
